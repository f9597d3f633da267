import { isAskedIn, type GridColumn, type Row } from "./columns";
import { readSheet, valueOf } from "./sheet";

/** Whether what is pasted is cells of a sheet rather than words of one cell. */
export const isSheet = (text: string) => text.includes("\t") || text.replace(/\r?\n$/, "").includes("\n");

type Place = {
  columns: readonly GridColumn[];
  rows: readonly Row[];
  /** The rows in the order in which they are seen: a block goes down what people see. */
  order: readonly number[];
  at: { index: number; column: string };
  maxRows: number;
  canAdd: boolean;
  /** What a new row begins with. */
  fresh: Row;
};

/** The rows with the block in them and what of it could not be read; or nothing changed, and why. */
export type Pasted = { rows: Row[]; pasted: number; added: number; problems: string[] } | { refusal: string };

/** Puts a block of cells where somebody stands. It goes in whole or not at all: a block that does not fit changes nothing. */
export function pasteAt(text: string, { columns, rows, order, at, maxRows, canAdd, fresh }: Place): Pasted {
  const block = readSheet(text, "\t");
  const first = columns.findIndex((column) => column.id === at.column);
  const targets = order.slice(order.indexOf(at.index));
  const added = Math.max(0, block.length - targets.length);
  if (added > 0 && !canAdd) return { refusal: `Pegaste ${told(block.length)} y aquí quedan ${told(targets.length)}: las filas de esta tabla no se agregan. No se pegó nada.` };
  if (rows.length + added > maxRows) {
    return { refusal: `Pegaste ${told(block.length)}, y la tabla admite hasta ${told(maxRows)}. No se pegó nada: pega menos filas.` };
  }
  const widest = Math.max(...block.map((line) => line.length));
  if (widest > columns.length - first) {
    return { refusal: `Pegaste ${widest} columnas, y desde «${columns[first]!.label}» hay ${columns.length - first}. No se pegó nada: empieza en otra celda.` };
  }

  const after: Row[] = [...rows, ...Array.from({ length: added }, () => fresh)];
  const problems: string[] = [];
  for (const [i, line] of block.entries()) {
    const index = targets[i] ?? rows.length + i - targets.length;
    const row: Record<string, unknown> = { ...after[index] };
    for (const [j, written] of line.entries()) {
      const column = columns[first + j]!;
      if (column.isFixed?.(index) || !isAskedIn(column, row)) continue;
      const said = valueOf(column, written);
      if ("problem" in said) problems.push(`Fila ${index + 1}, «${column.label}»: ${said.problem}.`);
      else row[column.id] = said.value;
    }
    after[index] = row;
  }
  return { rows: after, pasted: block.length, added, problems };
}

const told = (count: number) => (count === 1 ? "1 fila" : `${count.toLocaleString("es-CL")} filas`);
