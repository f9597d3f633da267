import type { ReadRow } from "../../ui/grid/ReadGrid";
import { namingColumn, textOf, type Answers, type Field } from "../form/content";

/**
 * The rows of a table as two versions say them: what stayed, changed, came and went. Rows are the same when their name is, and otherwise by
 * their place. Without a version before, they are rows to read.
 */
export function compareRows(table: Field, before: unknown, after: unknown): ReadRow[] {
  const rows = listOf(after);
  if (before === undefined) return rows.map((row, index) => ({ index, row }));
  const olds = listOf(before);
  const name = namingColumn(table);
  const nameOf = (row: Answers) => (name ? textOf(name, row[name.id]) : "");
  const left = new Set(olds);
  const pairs = rows.map((row) => {
    const old = olds.find((other) => left.has(other) && nameOf(row) !== "" && nameOf(other) === nameOf(row));
    if (old) left.delete(old);
    return { row, old };
  });
  for (const [i, pair] of pairs.entries()) {
    const place = olds[i];
    if (!pair.old && place && left.delete(place)) pair.old = place;
  }

  const isSame = (row: Answers, old: Answers) => (table.columns ?? []).every((column) => textOf(column, row[column.id]) === textOf(column, old[column.id]));
  return [
    ...pairs.map(({ row, old }, index): ReadRow => (old ? { index, row, before: old, kind: isSame(row, old) ? "same" : "changed" } : { index, row, kind: "added" })),
    ...[...left].map((row): ReadRow => ({ index: olds.indexOf(row), row, kind: "removed" })),
  ];
}

const listOf = (value: unknown) => (Array.isArray(value) ? (value as Answers[]) : []);
