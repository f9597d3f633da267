import type { Api } from "../../api/client";
import { read } from "../NumberInput";
import { plain } from "../plain";
import type { GridColumn, Row } from "./columns";

/** What a sheet holds: lines of texts, all as they were written. */
export type Sheet = string[][];

const bom = "\uFEFF";
const isoDay = /^(\d{4})-(\d\d)-(\d\d)$/;
/** Heads the place of each row: with it a row is found again however the sheet was ordered. */
export const placeHead = "Fila";

/** Reads what a sheet puts on the clipboard, or a file of separated values. A quoted text may hold separators, lines and doubled quotes. */
export function readSheet(text: string, separator: string): Sheet {
  const lines: Sheet = [];
  let line: string[] = [], cell = "", isQuoted = false, wasQuoted = false;
  const endCell = () => {
    line.push(cell);
    [cell, wasQuoted] = ["", false];
  };
  const endLine = () => {
    endCell();
    lines.push(line);
    line = [];
  };

  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (letter === '"' && cell === "" && !wasQuoted) [isQuoted, wasQuoted] = [true, true];
    else if (letter === separator) endCell();
    else if (letter === "\n") endLine();
    else if (letter !== "\r") cell += letter;
  }
  if (cell !== "" || wasQuoted || line.length > 0) endLine();
  return lines;
}

/** A file of separated values, whoever wrote it: Excel in Chile separates by semicolons, others by commas or tabs. */
export function readFile(bytes: Uint8Array): Sheet {
  const text = decoded(bytes).replace(bom, "");
  const first = text.slice(0, text.indexOf("\n") < 0 ? undefined : text.indexOf("\n"));
  const separator = [";", "\t", ","].toSorted((one, other) => first.split(other).length - first.split(one).length)[0]!;
  return readSheet(text, separator).filter((line) => line.some((cell) => cell.trim() !== ""));
}

/** Excel writes UTF-8 only when it is asked to. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The rows as a file that Excel opens in Chile with a double click. */
export function writeFile(columns: readonly GridColumn[], rows: readonly Row[]): string {
  const lines = [
    [placeHead, ...columns.map((column) => column.label)],
    ...rows.map((row, i) => [String(i + 1), ...columns.map((column) => (typeof row[column.id] === "number" ? column.text(row[column.id]) : harmless(sheetText(column, row[column.id]))))]),
  ];
  return bom + lines.map((line) => line.map(quoted).join(";") + "\r\n").join("");
}

/** A cell of a workbook, which tells numbers and dates from words. */
type WorkbookCell = Api["SheetCell"];

/** The rows as the cells of a workbook: numbers and dates go as what they are, and no text is ever a formula there. */
export function workbookRows(columns: readonly GridColumn[], rows: readonly Row[]): WorkbookCell[][] {
  const head: WorkbookCell[] = [placeHead, ...columns.map((column) => column.label)].map((text) => ({ text }));
  return [head, ...rows.map((row, i) => [{ number: i + 1 }, ...columns.map((column) => cellOf(column, row[column.id]))])];
}

function cellOf(column: GridColumn, value: unknown): WorkbookCell {
  if (column.kind === "number" && typeof value === "number") return { number: value };
  if (column.kind === "date" && typeof value === "string" && isoDay.test(value)) return { date: value };
  const text = column.text(value);
  return text === "" ? {} : { text };
}

const quoted = (text: string) => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A text that a sheet would take for a formula bears an apostrophe, which goes when it comes back. */
const harmless = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const without = (text: string) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** A value as a sheet knows it: a date without its day of the week. */
export function sheetText(column: GridColumn, value: unknown): string {
  const day = column.kind === "date" && typeof value === "string" ? isoDay.exec(value) : null;
  return day ? `${day[3]}/${day[2]}/${day[1]}` : column.text(value);
}

/** What a cell of a sheet says, or why it says nothing that the column takes. */
export type Said = { value: unknown } | { problem: string };

export function valueOf(column: GridColumn, written: string): Said {
  const text = without(written.trim());
  if (text === "") return { value: undefined };
  switch (column.kind) {
    case "text":
      return { value: text };
    case "number": {
      const number = read(text.replace(/\s*%$/, ""));
      return typeof number === "number" ? { value: number } : { problem: `«${shortened(text)}» no es un número` };
    }
    case "date": {
      const day = dayOf(text);
      return day ? { value: day } : { problem: `«${shortened(text)}» no es una fecha como 25/11/2026` };
    }
    case "choice": {
      const option = column.options?.find(({ value, label }) => plain(label) === plain(text) || plain(value) === plain(text));
      return option ? { value: option.value } : { problem: `«${shortened(text)}» no está entre las opciones` };
    }
    case "yesNo":
      if (["si", "verdadero", "true", "x"].includes(plain(text))) return { value: true };
      return ["no", "falso", "false"].includes(plain(text)) ? { value: false } : { problem: `«${shortened(text)}» no es sí ni no` };
    default:
      return { problem: "se elige en la página y no en la planilla" };
  }
}

function dayOf(text: string): string | undefined {
  const local = /(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  const day = local ? `${local[3]}-${local[2]!.padStart(2, "0")}-${local[1]!.padStart(2, "0")}` : text;
  const date = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

const most = 40;
const shortened = (text: string) => (text.length > most ? `${text.slice(0, most)}…` : text);
