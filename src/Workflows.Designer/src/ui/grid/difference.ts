import { isAskedIn, nameOf, type GridColumn, type Row } from "./columns";
import { plain } from "../plain";
import { placeHead, sheetText, valueOf, type Sheet } from "./sheet";

/** What becomes of one row, cell by cell. */
export type RowChange = { kind: "same" | "changed" | "added" | "removed"; title: string; cells: { label: string; before: string; after: string }[] };

export type Difference = {
  rows: Row[];
  changes: RowChange[];
  /** What the sheet says and cannot be taken: those cells stay as they are. */
  problems: string[];
};

type Table = { columns: readonly GridColumn[]; rows: readonly Row[]; maxRows: number; canAdd: boolean };

/** What a sheet that came back would change, before anything is: nothing is taken here, and what cannot be read is said. */
export function differenceOf(sheet: Sheet, { columns, rows, maxRows, canAdd }: Table): Difference | { refusal: string } {
  const [heads, ...lines] = sheet;
  if (!heads || lines.length === 0) return { refusal: "La planilla no tiene filas. No cambia nada." };
  const at = columns.map((column) => heads.findIndex((head) => plain(head) === plain(column.label)));
  if (at.every((place) => place < 0)) {
    return { refusal: `Ninguna columna de la planilla se llama como las de la tabla: ${columns.map((column) => `«${column.label}»`).join(", ")}.` };
  }
  if (lines.length > maxRows) {
    return { refusal: `La planilla trae ${lines.length.toLocaleString("es-CL")} filas y la tabla admite hasta ${maxRows.toLocaleString("es-CL")}. No cambia nada.` };
  }

  const olds = pairs(lines, columns, rows, heads.findIndex((head) => plain(head) === plain(placeHead)), at);
  const problems: string[] = [];
  const after: Row[] = [], changes: RowChange[] = [];
  for (const [i, line] of lines.entries()) {
    const old = olds[i];
    if (old === undefined && !canAdd) {
      problems.push(`Línea ${i + 2}: las filas de esta tabla no se agregan.`);
      continue;
    }
    const row: Record<string, unknown> = { ...(old === undefined ? {} : rows[old]) };
    for (const [j, column] of columns.entries()) {
      const written = at[j]! < 0 ? undefined : (line[at[j]!] ?? "");
      // What was not touched stays what it is, also when a sheet could not say it.
      if (written === undefined || written.trim() === sheetText(column, row[column.id]).trim() || !isAskedIn(column, row)) continue;
      if (old !== undefined && column.isFixed?.(old)) problems.push(`Línea ${i + 2}, «${column.label}»: aquí no se cambia.`);
      else {
        const said = valueOf(column, written);
        if ("problem" in said) problems.push(`Línea ${i + 2}, «${column.label}»: ${said.problem}.`);
        else row[column.id] = said.value;
      }
    }
    changes.push(changeOf(columns, old === undefined ? undefined : rows[old]!, row, old ?? after.length));
    after.push(row);
  }

  const gone = rows.map((_, i) => i).filter((i) => !olds.includes(i));
  if (!canAdd && gone.length > 0) {
    // What has to stay stays, where it was.
    problems.push("Las filas de esta tabla no se quitan: las que faltan en la planilla quedan como están.");
    const kept = rows.map((row, i) => after[olds.filter((old) => old !== undefined).indexOf(i)] ?? row);
    return { rows: kept, changes, problems };
  }
  return { rows: after, changes: [...changes, ...gone.map((i) => changeOf(columns, rows[i], undefined, i))], problems };
}

/** Which row each line is: by the place it had, or else by its name, or else by where it stands. A place counts once. */
function pairs(lines: Sheet, columns: readonly GridColumn[], rows: readonly Row[], placeAt: number, at: readonly number[]): (number | undefined)[] {
  const left = new Set(rows.keys());
  if (placeAt >= 0) {
    return lines.map((line) => {
      const place = Number(line[placeAt]) - 1;
      return left.delete(place) ? place : undefined;
    });
  }
  const name = columns.findIndex((column) => column.names);
  const found = lines.map((line) => {
    const written = name >= 0 && at[name]! >= 0 ? plain(line[at[name]!] ?? "") : "";
    const place = written === "" ? undefined : [...left].find((i) => plain(columns[name]!.text(rows[i]![columns[name]!.id])) === written);
    if (place !== undefined) left.delete(place);
    return place;
  });
  return found.map((place, i) => place ?? (left.delete(i) ? i : undefined));
}

function changeOf(columns: readonly GridColumn[], before: Row | undefined, after: Row | undefined, index: number): RowChange {
  const cells = columns
    .map((column) => ({ label: column.label, before: before ? column.text(before[column.id]) : "", after: after ? column.text(after[column.id]) : "" }))
    .filter((cell) => cell.before !== cell.after);
  const kind = !before ? "added" : !after ? "removed" : cells.length > 0 ? "changed" : "same";
  return { kind, title: nameOf(columns, (after ?? before)!, index), cells };
}

/** «Cambian 2 filas, se agrega 1 y 37 quedan igual». */
export function summaryOf(changes: readonly RowChange[]): string {
  const count = (kind: RowChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  const rows = (number: number) => (number === 1 ? "1 fila" : `${number.toLocaleString("es-CL")} filas`);
  const said = [
    count("changed") > 0 && `${count("changed") === 1 ? "Cambia" : "Cambian"} ${rows(count("changed"))}`,
    count("added") > 0 && `${count("added") === 1 ? "se agrega" : "se agregan"} ${rows(count("added"))}`,
    count("removed") > 0 && `${count("removed") === 1 ? "se quita" : "se quitan"} ${rows(count("removed"))}`,
    count("same") > 0 && `${count("same") === 1 ? "queda" : "quedan"} igual ${rows(count("same"))}`,
  ].filter(Boolean);
  const sentence = said.join(", ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1) + ".";
}
