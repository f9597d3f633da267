import type { Grouping } from "../../ui/grid/columns";
import { typeOf, type Field } from "./content";

/** Pairs of columns by which a table reads in groups: what each row belongs to, and what adds up. Forms name them alike wherever they ask. */
const known: readonly Required<Grouping>[] = [{ by: "objetivo", sum: "ponderacion" }];

/** How the rows of a table stand in groups; nothing where it has no such columns. */
export function groupingOf({ columns = [] }: Field): Grouping | undefined {
  return known.find(
    ({ by, sum }) => columns.some((column) => column.id === by && typeOf(column) === "choice" && (column.options?.length ?? 0) > 0) && columns.some((column) => column.id === sum && typeOf(column) === "number"),
  );
}
