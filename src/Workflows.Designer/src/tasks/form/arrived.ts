import { isMissing, typeOf, type Answers, type Arrived, type Content, type Field } from "./content";

/** Where the answer of a field arrived from; nothing when whoever answers started with a blank. */
export type ArrivedAt = (field: Field) => Arrived | undefined;

export const arrivedIn = (content: Content): ArrivedAt => (field) => (field.from ? content.arrived?.[field.id] : undefined);

/** The same of the cells of one row: the sentence about the source is said once, at its table. */
export const arrivedInRow = (table: Arrived | undefined, index: number): ArrivedAt => (column) => {
  const row = Array.isArray(table?.value) ? (table.value[index] as Answers | undefined) : undefined;
  return column.from && row && !isMissing(row[column.id]) ? { value: row[column.id], title: table!.title } : undefined;
};

/** Shown and handed on as it came. When nothing arrived it is an ordinary question. */
export const isFixedBy = (field: Field, arrived: Arrived | undefined): arrived is Arrived => field.from?.readOnly === true && !isMissing(arrived?.value);

/** A column says what each row is about: rows are neither added nor taken away. */
export const hasFixedRows = (table: Field, arrived: Arrived | undefined) =>
  (table.columns ?? []).some((column) => column.from?.readOnly) && Array.isArray(arrived?.value) && arrived.value.length > 0;

/** What a page opens with where nothing was typed yet. */
export function arrivedAnswers(content: Content): Answers {
  return Object.fromEntries((content.form ?? []).flatMap((field) => (field.from && content.arrived?.[field.id] ? [[field.id, content.arrived[field.id]!.value]] : [])));
}

/** The answers with what is read-only as it arrived, whatever an older draft says. */
export function withArrived(form: readonly Field[], answers: Answers, at: ArrivedAt): Answers {
  const fixed = form.flatMap((field): [string, unknown][] => {
    const arrived = at(field);
    if (isFixedBy(field, arrived)) return [[field.id, arrived.value]];
    return typeOf(field) === "table" && hasFixedRows(field, arrived) ? [[field.id, fixedRows(field, arrived!, answers[field.id])]] : [];
  });
  return fixed.length === 0 ? answers : { ...answers, ...Object.fromEntries(fixed) };
}

function fixedRows(table: Field, arrived: Arrived, answer: unknown): Answers[] {
  const typed = Array.isArray(answer) ? (answer as Answers[]) : [];
  return (arrived.value as Answers[]).map((row, i) => withArrived(table.columns ?? [], typed[i] ?? row, arrivedInRow(arrived, i)));
}

/** The same value, however deep and in whatever order its members came. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [Object.entries(one), Object.entries(other)];
  return left.length === right.length && left.every(([name, value]) => name in other && isSame(value, (other as Answers)[name]));
}
