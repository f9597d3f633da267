import { namingColumn, textOf, typeOf, type Answers, type Field } from "../form/content";

/** One line of a comparison: what was said before, what is said now. */
type Line = { label: string; before: string; after: string; isChanged: boolean };

/** Lines of one field, or of one row of a table. */
export type Group = { title: string; kind: "same" | "changed" | "added" | "removed"; lines: Line[] };

/** Compares two versions of the same form, field by field; rows are the same when their first text is, and otherwise by their place. */
export function compare(form: readonly Field[], before: Answers | undefined, after: Answers): Group[] {
  return form.flatMap((field) =>
    typeOf(field) === "table"
      ? rowsOf(field, listOf(before?.[field.id]), listOf(after[field.id]), before === undefined)
      : [groupOf(field.label, [field], before && { [field.id]: before[field.id] }, { [field.id]: after[field.id] })],
  );
}

function rowsOf(table: Field, before: Answers[], after: Answers[], isFirst: boolean): Group[] {
  const columns = table.columns ?? [];
  const name = namingColumn(table);
  const nameOf = (row: Answers) => (name ? textOf(name, row[name.id]) : "");
  const left = new Set(before);
  const pairs = after.map((row) => {
    const old = before.find((other) => left.has(other) && nameOf(row) !== "" && nameOf(other) === nameOf(row));
    if (old) left.delete(old);
    return { row, old };
  });
  for (const [i, pair] of pairs.entries()) {
    const place = before[i];
    if (!pair.old && place && left.delete(place)) pair.old = place;
  }

  const titleOf = (row: Answers, i: number) => nameOf(row) || `${table.label}, fila ${i + 1}`;
  return [
    ...pairs.map(({ row, old }, i) => (isFirst ? groupOf(titleOf(row, i), columns, undefined, row) : groupOf(titleOf(row, i), columns, old ?? null, row))),
    ...[...left].map((row) => groupOf(titleOf(row, before.indexOf(row)), columns, row, null)),
  ];
}

/** `undefined` before: there is nothing to compare with. `null`: it was not there, or is no longer. */
function groupOf(title: string, fields: readonly Field[], before: Answers | null | undefined, after: Answers | null): Group {
  const lines = fields
    .map((field) => {
      const [old, current] = [textOf(field, before?.[field.id]), textOf(field, after?.[field.id])];
      return { label: field.label, before: old, after: current, isChanged: before !== undefined && old !== current };
    })
    .filter((line) => line.before !== "" || line.after !== "");
  const kind = before === null ? "added" : after === null ? "removed" : lines.some((line) => line.isChanged) ? "changed" : "same";
  return { title, kind, lines };
}

const listOf = (value: unknown) => (Array.isArray(value) ? (value as Answers[]) : []);
