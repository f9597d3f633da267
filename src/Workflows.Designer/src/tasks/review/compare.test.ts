import { expect, test } from "vitest";
import type { Field } from "../form/content";
import { compareRows } from "./compare";

const table: Field = {
  id: "indicadores", label: "Indicadores", type: "table",
  columns: [{ id: "indicador", label: "Indicador" }, { id: "meta", label: "Meta", type: "number" }, { id: "baja", label: "Menor es mejor", type: "yesNo" }],
};

test("a row is found by its name wherever it moved, and says whether something changed in it", () => {
  const rows = compareRows(
    table, [{ indicador: "Gasto", meta: 98 }, { indicador: "Plazo", meta: 90.5 }], [{ indicador: "Plazo", meta: 95, baja: true }, { indicador: "Gasto", meta: 98 }, { indicador: "Nuevo", meta: 1 }],
  );

  expect(rows.map(({ row, kind, before }) => [row.indicador, kind, before?.meta])).toEqual([["Plazo", "changed", 90.5], ["Gasto", "same", 98], ["Nuevo", "added", undefined]]);
});

test("a row that was renamed is compared by its place, one that went is told", () => {
  const renamed = compareRows(table, [{ indicador: "Antes", meta: 1 }], [{ indicador: "Después", meta: 1 }]);
  const gone = compareRows(table, [{ indicador: "A", meta: 1 }, { indicador: "B", meta: 2 }], [{ indicador: "A", meta: 1 }]);

  expect(renamed).toMatchObject([{ row: { indicador: "Después" }, before: { indicador: "Antes" }, kind: "changed" }]);
  expect(gone).toMatchObject([{ kind: "same" }, { row: { indicador: "B" }, kind: "removed", index: 1 }]);
});

test("a first version is compared with nothing, and one that had no rows with none", () => {
  expect(compareRows(table, undefined, [{ indicador: "A", meta: 1 }])).toEqual([{ index: 0, row: { indicador: "A", meta: 1 } }]);
  expect(compareRows(table, [], [{ indicador: "A" }])).toMatchObject([{ kind: "added" }]);
});
