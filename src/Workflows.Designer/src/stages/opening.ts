import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

export type Flow = Api["ListOpenableFlowsOpenableFlow"];
export type Input = Api["OpeningInput"];
export type Finding = Api["PreflightFinding"];

/** What somebody has answered, by the name of the input: a box or a text, as the form keeps it. */
export type Answers = Readonly<Record<string, string | boolean>>;

const groupNames: Record<Flow["openedAs"], string> = {
  Stage: "Etapas: abren varios procesos",
  Single: "Un proceso",
  ByAnotherFlow: "Suele abrirlos otro flujo",
};

/** The flows to choose from, those that open a whole stage first. What no form can open is not offered. */
export function choicesOf(flows: readonly Flow[]): { group: string; items: { value: string; label: string }[] }[] {
  return (Object.keys(groupNames) as Flow["openedAs"][])
    .map((way) => ({
      group: groupNames[way],
      items: flows.filter((flow) => flow.openedAs === way && !flow.whyNot).map((flow) => ({ value: flow.definitionId, label: flow.name })),
    }))
    .filter((group) => group.items.length > 0);
}

/** What a form begins with: the year that is opened next, and nothing else. */
export function firstAnswers(flow: Flow, suggestedYear: number): Answers {
  return Object.fromEntries(flow.inputs.map((input) => [input.name, input.kind === "Year" ? String(suggestedYear) : input.kind === "Flag" ? false : ""]));
}

/** What is still missing before one can look, in words; nothing when all is there. */
export function missingIn(flow: Flow, answers: Answers): string | undefined {
  const missing = flow.inputs.filter((input) => input.isNeeded && String(answers[input.name] ?? "").trim() === "");
  return missing.length > 0 ? `Falta: ${missing.map((input) => input.label.toLowerCase()).join(", ")}.` : undefined;
}

/** The answers as the server reads them: numbers as numbers, and nothing of what was left blank. */
export function inputOf(flow: Flow, answers: Answers): Record<string, unknown> {
  const given = flow.inputs.map(({ name, kind }) => [name, valueOf(kind, answers[name] ?? "")] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

function valueOf(kind: Input["kind"], answer: string | boolean): unknown {
  if (typeof answer === "boolean") return answer ? true : "";
  const text = answer.trim();
  const isNumber = (kind === "Year" || kind === "Number") && text !== "" && Number.isFinite(Number(text));
  return isNumber ? Number(text) : text;
}

/** How much a finding weighs, in words and with its shape. */
export const weights: Record<Finding["weight"], { label: string; tone: Tone }> = {
  Stops: { label: "Impide abrir", tone: "late" },
  Asks: { label: "Revisa", tone: "soon" },
  Tells: { label: "Ten presente", tone: "unknown" },
};

/** Where one part of a finding is mended; nothing when it is not mended on a page. */
export function placeOf(finding: Finding, part: Finding["parts"][number]): string | undefined {
  const isOfPeople = finding.kind === "VacantPost" || finding.kind === "AwayWithoutSubstitute" || finding.kind === "WithoutEmail" || finding.kind === "MailRefused";
  return isOfPeople && part.place ? `/organizacion/lugares/${encodeURIComponent(part.place)}/cargos` : undefined;
}

/** Whether somebody has to say that they have read what asks. */
export const asks = (findings: readonly Finding[]) => findings.some((finding) => finding.weight === "Asks");

const counted = (count: number, one: string, many: string) => `${count.toLocaleString("es-CL")} ${count === 1 ? one : many}`;

/** What would happen, in one sentence. */
export function sentenceOf(seen: Api["PreflightResponse"]): string {
  const tasks = seen.steps.reduce((sum, step) => sum + step.tasks, 0);
  const mails = seen.mails.reduce((sum, kind) => sum + kind.mails, 0);
  return `Abre ${counted(Math.max(1, seen.processes), "proceso", "procesos")}, con ${counted(tasks, "tarea", "tareas")} y ${counted(mails, "correo", "correos")} el primer día.`;
}
