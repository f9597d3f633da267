import { expect, test } from "vitest";
import type { Field } from "./content";
import { broughtInto, labelOfLast } from "./lastYear";

const table: Field = {
  id: "indicadores", label: "Indicadores", type: "table",
  columns: [
    { id: "indicador", label: "Indicador", required: true }, { id: "meta", label: "Meta", type: "number" },
    { id: "objetivo", label: "Objetivo", type: "choice", options: [{ id: "ge", label: "Gestión" }] },
  ],
};
const then = [{ indicador: "Consumo", meta: 41.2, objetivo: "ge", retirado: "x" }, { indicador: "Equidad", meta: "mucho", objetivo: "ya-no-existe" }];
const room = { maxRows: 10, isFixed: false };

test("into an empty table come all rows, without what is no longer asked or no longer an answer", () => {
  expect(broughtInto(table, [], then, room)).toEqual({ rows: [{ indicador: "Consumo", meta: 41.2, objetivo: "ge" }, { indicador: "Equidad" }], count: 2 });
});

test("what is written stays, and a row that is there already does not come twice", () => {
  const written = { indicador: "consumo", meta: 1 };
  expect(broughtInto(table, [written, {}], then, room)).toEqual({ rows: [written, { indicador: "Equidad" }], count: 1 });
});

test("no more rows come than the table takes", () => {
  expect(broughtInto(table, [{ indicador: "Otro" }], then, { maxRows: 2, isFixed: false })).toMatchObject({ count: 1 });
  expect(broughtInto(table, [{ indicador: "Otro" }, { indicador: "Más" }], then, { maxRows: 2, isFixed: false }).rows).toHaveLength(2);
});

test("rows that are fixed take what the row of the same name had", () => {
  const fixed: Field = { ...table, columns: [{ ...table.columns![0]!, from: { field: "indicador", readOnly: true } }, table.columns![1]!] };
  expect(broughtInto(fixed, [{ indicador: "Nuevo" }, { indicador: "Consumo" }], then, { maxRows: 10, isFixed: true })).toEqual({
    rows: [{ indicador: "Nuevo" }, { indicador: "Consumo", meta: 41.2 }], count: 1,
  });
});

test("the button says of which year", () => {
  expect(labelOfLast(2026, 2027)).toBe("Traer del año pasado (2026)");
  expect(labelOfLast(2024, 2027)).toBe("Traer de 2024");
});
