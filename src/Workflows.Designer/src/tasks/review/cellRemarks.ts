import type { Draft } from "../draft/draft";
import type { Field } from "../form/content";

type Remark = Draft["remarks"][number];

/** How a remark says which cell it is of: in words, so that a mail and a document say it too. */
const prefixOf = (column: Field, index: number) => `Fila ${index + 1}, «${column.label}»: `;

const columnOf = (table: Field, id: string) => table.columns?.find((column) => column.id === id);

const isOf = (table: Field, column: Field, index: number) => (remark: Remark) => remark.field === table.id && remark.text.startsWith(prefixOf(column, index).trimEnd());

export function countOf(remarks: readonly Remark[], table: Field, index: number, column: string): number {
  const of = columnOf(table, column);
  return of ? remarks.filter(isOf(table, of, index)).length : 0;
}

/** What was remarked of a cell so far. */
export function remarkOf(remarks: readonly Remark[], table: Field, index: number, column: string): string {
  const of = columnOf(table, column)!;
  return remarks.find(isOf(table, of, index))?.text.slice(prefixOf(of, index).length) ?? "";
}

/** The remarks with one of a cell: the one it had is replaced, and an empty text takes it away. */
export function withRemark(remarks: readonly Remark[], table: Field, index: number, column: string, text: string): Remark[] {
  const of = columnOf(table, column)!;
  const at = remarks.findIndex(isOf(table, of, index));
  const remark = { field: table.id, text: prefixOf(of, index) + text.trim() };
  if (text.trim() === "") return remarks.filter((_, i) => i !== at);
  if (at >= 0) return remarks.map((other, i) => (i === at ? remark : other));
  return [...remarks.filter((other) => other.text.trim() !== ""), remark];
}

/** The place in the form of the cell that a remark speaks of. */
export function placeOf(form: readonly Field[], remark: { field?: string | null; text: string }): string | undefined {
  const table = form.find((field) => field.id === remark.field);
  const said = /^Fila (\d+), «([^»]+)»:/.exec(remark.text);
  const column = said && table?.columns?.find((one) => one.label === said[2]);
  return column ? `answers.${table!.id}[${Number(said[1]) - 1}].${column.id}` : undefined;
}
