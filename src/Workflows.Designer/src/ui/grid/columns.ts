/** A row as the server keeps it: answers by the id of their column. */
export type Row = Readonly<Record<string, unknown>>;

/** A column as data: how it is called, what stands in its cells and how that reads. */
export type GridColumn = {
  id: string;
  label: string;
  /** What a cell takes; `other` is written only in the row's expanded part, and never from a sheet. */
  kind: "text" | "number" | "date" | "choice" | "yesNo" | "other";
  options?: readonly { value: string; label: string }[];
  isRequired?: boolean;
  /** The one by which people know a row. */
  names?: boolean;
  /** Too long for a cell: it has its place in the expanded part of the row. */
  isLong?: boolean;
  /** How a value reads. */
  text: (value: unknown) => string;
  /** Whether this row asks it at all. */
  isAsked?: (row: Row) => boolean;
  /** Whether the cell of this row is only read. */
  isFixed?: (index: number) => boolean;
};

/** Rows under the option of a column that they chose, with the sum of another. */
export type Grouping = { by: string; sum?: string };

/** How wide a cell wants to be, in rem. */
const widths: Record<GridColumn["kind"], number> = { text: 6.5, number: 6.5, date: 9, choice: 10, yesNo: 6, other: 10 };
const widthOfName = 15;
/** The number of the row, and the button that expands it. */
const widthOfRest = 5;

const widthOf = (column: GridColumn) => (column.names ? widthOfName : widths[column.kind]);

/** What leaves the row first when there is no room: what it may leave blank and says little, then what it chooses, then the rest. */
function weightOf(column: GridColumn): number {
  if (column.names) return 9;
  if (column.kind === "yesNo" && !column.isRequired) return 0;
  if (column.isAsked) return 1;
  // What arrives filled says which row it is.
  if (column.isFixed && column.kind === "text") return 6;
  if (column.kind === "choice") return column.isRequired ? 3 : 2;
  return (column.isRequired ? 6 : 4) + (column.kind === "number" ? 1 : 0);
}

/** The columns with a cell in every row, so that nothing is scrolled sideways; the others are read below the row. */
export function cellsThatFit(columns: readonly GridColumn[], room: number, grouping?: Grouping): GridColumn[] {
  const can = columns.filter((column) => (column.kind !== "other" && !column.isLong && column.id !== grouping?.by) || column.names);
  const shown = new Set(can);
  const width = () => [...shown].reduce((sum, column) => sum + widthOf(column), widthOfRest);
  for (const column of can.toSorted((one, other) => weightOf(one) - weightOf(other))) {
    if (width() <= room || column.names) break;
    shown.delete(column);
  }
  return can.filter((column) => shown.has(column));
}

export const isAskedIn = (column: GridColumn, row: Row) => column.isAsked?.(row) ?? true;

const isBlank = (value: unknown) => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The places of the rows where something that has to be answered is blank in these columns. */
export function unansweredIn(rows: readonly Row[], columns: readonly GridColumn[]): number[] {
  return [...rows.keys()].filter((i) => columns.some((column) => column.isRequired && isBlank(rows[i]![column.id]) && isAskedIn(column, rows[i]!) && !column.isFixed?.(i)));
}

/** What people call a row: its place, and its name when it has one. */
export function nameOf(columns: readonly GridColumn[], row: Row, index: number): string {
  const name = columns.find((column) => column.names);
  const text = name ? name.text(row[name.id]) : "";
  return text === "" ? `Fila ${index + 1}` : `Fila ${index + 1}: ${text}`;
}

/** Groups in the order of their options, each with the places of its rows; without grouping, one with all of them. */
export function groupsOf(columns: readonly GridColumn[], rows: readonly Row[], grouping?: Grouping) {
  const all = rows.map((_, i) => i);
  const by = grouping && columns.find((column) => column.id === grouping.by);
  if (!by) return [{ value: "", label: "", indexes: all }];
  const options = by.options ?? [];
  const groups = options.map(({ value, label }) => ({ value, label, indexes: all.filter((i) => rows[i]![by.id] === value) }));
  const rest = all.filter((i) => !options.some((option) => option.value === rows[i]![by.id]));
  return [...groups, { value: "", label: `Sin ${by.label.toLowerCase()}`, indexes: rest }].filter((group) => group.indexes.length > 0);
}

/** How wide a cell is drawn, in rem; the one that names the row takes what is left. */
export const widthOfCell = (column: GridColumn) => widths[column.kind] + (column.kind === "number" || column.kind === "yesNo" ? 0 : 0.5);

const millionth = 1e6;

/** What a column adds up to: numbers as they were written, without the dust of fractions. */
export const sumOf = (rows: readonly Row[], column: string) => rows.reduce((sum, row) => sum + (typeof row[column] === "number" ? Math.round(row[column] * millionth) : 0), 0) / millionth;
