import { longDay } from "../../ui/dates";
import { spanish } from "../../ui/numbers";

/** What the server keeps with a task, as its JSON is: form, evidence asked for, rules, what is reviewed and the remarks so far. */
export type Content = {
  form?: Field[] | null;
  evidence?: Requirement[] | null;
  formFor?: string[];
  remarksFor?: string[];
  commentFor?: string[];
  rules?: { set: string; parameters: unknown } | null;
  remarks?: Remark[] | null;
  subject?: Result | string | null;
  background?: unknown;
  previous?: Result | null;
  /** What is known of a session that this task holds; nothing in any other. */
  session?: unknown;
  round?: number;
  /** Answers of other steps that fields arrive with, by field. */
  arrived?: Record<string, Arrived> | null;
};

/** An answer that another step gave: which one, and when it was handed in. */
export type Arrived = { value: unknown; step?: string; title: string; at?: string | null };

export type Option = string | { id: string; label?: string };

export type Field = {
  id: string;
  label: string;
  type?: "text" | "number" | "date" | "choice" | "choices" | "table" | "yesNo" | "person" | "post" | "institution" | "place" | "commitment";
  required?: boolean;
  /** It may be answered with «no aplica» and why. */
  mayNotApply?: boolean;
  options?: Option[];
  columns?: Field[];
  rules?: { min?: number; max?: number; maxLength?: number; maxRows?: number } | null;
  visibleWhen?: Condition | null;
  /** It arrives with what another step answered; a column names only the field of its table's rows. */
  from?: { step?: string; field: string; readOnly?: boolean } | null;
};

/** What was chosen of the organisation: a stable id, and the name it had. */
export type Chosen = { id: string; name: string };

/** The answers that make a field be asked: any, or those of a list. */
export type Condition = { field: string; in?: unknown[]; answered?: boolean; not?: boolean };

export type Requirement = { id: string; label: string; required?: boolean; official?: boolean; types?: string[] };

export type Remark = { id?: string; field?: string | null; text: string; from?: string };

export type Answers = Record<string, unknown>;

export type EvidenceFile = {
  requirement: string;
  fileHash: string;
  fileName: string;
  size?: number;
  officialNumber?: string;
  officialDate?: string;
};

/** What somebody handed in, as later activities receive it. */
export type Result = { submissionId?: string; answers?: Answers; evidence?: EvidenceFile[]; comment?: string | null; by?: string; submittedAt?: string };

export const defaultMaxLength = 4000;
export const defaultMaxRows = 200;

export const typeOf = (field: Field) => field.type ?? "text";
export const optionId = (option: Option) => (typeof option === "string" ? option : option.id);
export const optionLabel = (option: Option) => (typeof option === "string" ? option : (option.label ?? option.id));

/** Answered with somebody or something of the organisation, or with a commitment. */
const isChosen = (field: Field) => ["person", "post", "institution", "place", "commitment"].includes(typeOf(field));

/**
 * The column by which people know a row: what is written or chosen in every row, or else its first day or option. What a row may leave
 * blank names none while another column can.
 */
export function namingColumn({ columns = [] }: Field): Field | undefined {
  const always = columns.filter((column) => !column.visibleWhen);
  const isNamed = (column: Field) => typeOf(column) === "text" || isChosen(column);
  return (
    always.find((column) => column.required && isNamed(column)) ??
    always.find((column) => column.required && ["date", "choice"].includes(typeOf(column))) ??
    always.find(isNamed) ??
    columns.find((column) => typeOf(column) === "choice")
  );
}

export function chosenOf(answer: unknown): Chosen | undefined {
  if (typeof answer !== "object" || answer === null || !("id" in answer) || !("name" in answer)) return undefined;
  return typeof answer.id === "string" && typeof answer.name === "string" ? { id: answer.id, name: answer.name } : undefined;
}

/** The answer that says a question does not apply. */
export const notApplicable = (why: string) => ({ noAplica: why });

/** Why it does not apply, maybe still empty; undefined when it is an ordinary answer. */
export function whyNot(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("noAplica" in answer)) return undefined;
  return typeof answer.noAplica === "string" ? answer.noAplica : "";
}

/** An answer as a sentence may quote it. */
export function textOf(field: Field, answer: unknown): string {
  if (isMissing(answer)) return "";
  const why = whyNot(answer);
  if (why !== undefined) return `No aplica: ${why}`;
  if (typeOf(field) === "choices" && Array.isArray(answer)) return answer.map((one) => textOf({ ...field, type: "choice" }, one)).join(", ");
  const chosen = isChosen(field) ? chosenOf(answer) : undefined;
  // A place and a commitment are quoted with their code, by which files and other systems know them.
  if (chosen) return typeOf(field) !== "person" && typeOf(field) !== "post" ? `${chosen.name} (${chosen.id})` : chosen.name;
  if (typeof answer === "boolean") return answer ? "Sí" : "No";
  if (typeof answer === "number") return spanish(answer);
  if (typeOf(field) === "date" && typeof answer === "string" && /^\d{4}-\d\d-\d\d$/.test(answer)) return longDay(answer);
  const option = field.options?.find((one) => optionId(one) === answer);
  return option ? optionLabel(option) : typeof answer === "string" ? answer : JSON.stringify(answer);
}

export function isMissing(answer: unknown): boolean {
  return answer === null || answer === undefined || (typeof answer === "string" && answer.trim() === "") || (Array.isArray(answer) && answer.length === 0);
}
