import { expect, test } from "vitest";
import type { GridColumn, Row } from "./columns";
import { differenceOf, summaryOf } from "./difference";
import { isSheet, pasteAt } from "./paste";
import { readFile, readSheet, valueOf, workbookRows, writeFile } from "./sheet";

const column = (id: string, kind: GridColumn["kind"], more: Partial<GridColumn> = {}): GridColumn => ({
  id, label: id, kind, text: (value) => (value === undefined ? "" : typeof value === "boolean" ? (value ? "Sí" : "No") : typeof value === "number" ? String(value).replace(".", ",") : String(value)), ...more,
});
const columns = [
  column("Indicador", "text", { names: true }), column("Meta", "number"), column("Objetivo", "choice", { options: [{ value: "ge", label: "Gestión Eficaz" }], text: (value) => (value === "ge" ? "Gestión Eficaz" : "") }),
];
const rows: Row[] = [{ Indicador: "Plazo", Meta: 90 }, { Indicador: "Gasto", Meta: 95.5, Objetivo: "ge" }];
const table = { columns, rows, maxRows: 200, canAdd: true };
const pasted = (text: string, at = { index: 0, column: "Indicador" }, more = {}) => pasteAt(text, { ...table, order: [0, 1], at, fresh: {}, ...more });

test("a quoted cell keeps its separators, its lines and its quotes", () => {
  expect(readSheet('a\t"dos\nlíneas"\r\n"dice ""sí"""\tb', "\t")).toEqual([["a", "dos\nlíneas"], ['dice "sí"', "b"]]);
  expect([isSheet("una palabra"), isSheet("una línea\n"), isSheet("a\tb"), isSheet("a\nb")]).toEqual([false, false, true, true]);
});

test.each([
  ["1.234,5", "number", 1234.5], ["95,5 %", "number", 95.5], ["25-11-2026", "date", "2026-11-25"], ["miércoles 25/11/2026", "date", "2026-11-25"], ["2026-11-25", "date", "2026-11-25"],
  ["VERDADERO", "yesNo", true], ["no", "yesNo", false], ["  ", "text", undefined], ["'=1+1", "text", "=1+1"],
] as const)("%s as %s", (text, kind, value) => {
  expect(valueOf(column("x", kind), text)).toEqual({ value });
});

test("what a column cannot take is said, and the option may be written without its accent", () => {
  expect(valueOf(columns[2]!, "gestion eficaz")).toEqual({ value: "ge" });
  expect(valueOf(columns[1]!, "mucho")).toEqual({ problem: "«mucho» no es un número" });
  expect(valueOf(column("x", "date"), "30/02/2026")).toEqual({ problem: "«30/02/2026» no es una fecha como 25/11/2026" });
});

test("a block goes down the rows as they are seen and adds those that are missing", () => {
  const done = pasteAt("A\t1\nB\t2\nC\tno sé", { ...table, order: [1, 0], at: { index: 1, column: "Indicador" }, fresh: { Objetivo: "ge" } });

  expect(done).toEqual({
    rows: [{ Indicador: "B", Meta: 2 }, { Indicador: "A", Meta: 1, Objetivo: "ge" }, { Indicador: "C", Objetivo: "ge" }], pasted: 3, added: 1,
    problems: ["Fila 3, «Meta»: «no sé» no es un número."],
  });
});

test("a block that does not fit changes nothing and says why", () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `Indicador ${i}\t1`).join("\n");

  expect(pasted(many)).toEqual({ refusal: "Pegaste 10.000 filas, y la tabla admite hasta 200 filas. No se pegó nada: pega menos filas." });
  expect(pasted("a\tb\tc\td")).toMatchObject({ refusal: expect.stringContaining("Pegaste 4 columnas") });
  expect(pasted("a\nb\nc", undefined, { canAdd: false })).toMatchObject({ refusal: expect.stringContaining("no se agregan") });
});

test("what is only read stays, whatever is pasted over it", () => {
  const fixed = [{ ...columns[0]!, isFixed: () => true }, ...columns.slice(1)];

  expect(pasted("Otro\t1", undefined, { columns: fixed })).toMatchObject({ rows: [{ Indicador: "Plazo", Meta: 1 }, rows[1]] });
});

test("what goes to a sheet and comes back unchanged changes nothing", () => {
  const odd: Row[] = [{ Indicador: "=SUMA(A1); \"cita\"", Meta: -5 }, { Indicador: "'+56 2", Objetivo: "ge" }, { Indicador: "ñandú 🦩\nsegunda línea", Meta: 0.1 }];
  const file = writeFile(columns, odd);

  expect(file.startsWith("\uFEFFFila;Indicador;Meta;Objetivo\r\n")).toBe(true);
  expect(file).toContain("'=SUMA");
  const back = differenceOf(readFile(new TextEncoder().encode(file)), { ...table, rows: odd });
  expect(back).toMatchObject({ rows: odd, problems: [] });
});

test("in a workbook numbers and dates go as what they are, and words never as a formula", () => {
  const dated = [...columns, column("Vence", "date")];

  expect(workbookRows(dated, [{ Indicador: "=1+1", Meta: 1000, Objetivo: "ge", Vence: "2026-09-17" }, { Indicador: "1.000" }])).toEqual([
    [{ text: "Fila" }, { text: "Indicador" }, { text: "Meta" }, { text: "Objetivo" }, { text: "Vence" }],
    [{ number: 1 }, { text: "=1+1" }, { number: 1000 }, { text: "Gestión Eficaz" }, { date: "2026-09-17" }],
    [{ number: 2 }, { text: "1.000" }, {}, {}, {}],
  ]);
});

test("a workbook that comes back changes only the cell that somebody wrote over, whatever its numbers look like", () => {
  const old: Row[] = [{ Indicador: "1.000", Meta: 1000 }, { Indicador: "Gasto\nanual", Meta: 1.125 }];
  // As the server reads it: a number has no points, so that it is not the text beside it.
  const back = differenceOf([["Fila", "Indicador", "Meta"], ["1", "1.000", "1000"], ["2", "Gasto\nanual", "95,5 %"]], { ...table, rows: old });

  expect(back).toMatchObject({ rows: [old[0], { ...old[1], Meta: 95.5 }], problems: [], changes: [{ kind: "same" }, { kind: "changed", cells: [{ before: "1,125", after: "95,5" }] }] });
});

test("a sheet that Excel kept in its own letters, with commas, is read too", () => {
  expect(readFile(Uint8Array.from([0x66, 0xf3, 0x6e, 0x2c, 0x31]))).toEqual([["fón", "1"]]);
});

test("the difference tells each row that changes, comes and goes, wherever it was moved", () => {
  const found = differenceOf([["Fila", "Indicador", "Meta"], ["2", "Gasto", "98"], ["", "Nuevo", "x"]], table);

  expect(found).toMatchObject({
    rows: [{ Indicador: "Gasto", Meta: 98, Objetivo: "ge" }, { Indicador: "Nuevo" }], problems: ["Línea 3, «Meta»: «x» no es un número."],
    changes: [{ kind: "changed", cells: [{ label: "Meta", before: "95,5", after: "98" }] }, { kind: "added" }, { kind: "removed", title: "Fila 1: Plazo" }],
  });
  expect("changes" in found && summaryOf(found.changes)).toBe("Cambia 1 fila, se agrega 1 fila, se quita 1 fila.");
});

test("without places a row is found by its name, and one that was renamed by where it stands", () => {
  const found = differenceOf([["Indicador", "Meta"], ["Gasto", "95,5"], ["Plazo nuevo", "90"]], table);

  expect(found).toMatchObject({ changes: [{ kind: "same" }, { kind: "added" }, { kind: "removed", title: "Fila 1: Plazo" }] });
  expect(differenceOf([["Indicador"], ["Plazo nuevo"]], table)).toMatchObject({ changes: [{ kind: "changed", title: "Fila 1: Plazo nuevo" }, { kind: "removed" }] });
});

test("rows that came from another step are neither added nor taken away by a sheet", () => {
  const found = differenceOf([["Fila", "Meta"], ["2", "98"], ["9", "1"]], { ...table, canAdd: false });

  expect(found).toMatchObject({ rows: [rows[0], { Indicador: "Gasto", Meta: 98 }], problems: [expect.stringContaining("no se agregan"), expect.stringContaining("no se quitan")] });
});

test.each([
  [[["Fila", "Indicador"]], "no tiene filas"], [[["Otra cosa"], ["1"]], "Ninguna columna"], [[["Meta"], ...Array.from({ length: 10_000 }, () => ["1"])], "10.000 filas y la tabla admite hasta 200"],
])("a sheet that cannot be of this table changes nothing: %#", (sheet, words) => {
  expect(differenceOf(sheet, table)).toMatchObject({ refusal: expect.stringContaining(words) });
});
