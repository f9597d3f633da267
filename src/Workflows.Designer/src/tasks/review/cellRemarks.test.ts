import { expect, test } from "vitest";
import type { Field } from "../form/content";
import { countOf, placeOf, remarkOf, withRemark } from "./cellRemarks";

const table: Field = { id: "indicadores", label: "Indicadores", type: "table", columns: [{ id: "meta", label: "Meta" }, { id: "medio", label: "Medio de verificación" }] };

test("a cell has one remark, which says in words which cell it is of and leads back to it", () => {
  const once = withRemark([{ text: "" }], table, 2, "meta", "No se puede medir. ");
  const twice = withRemark(once, table, 2, "meta", "Falta la fórmula.");

  expect(once).toEqual([{ field: "indicadores", text: "Fila 3, «Meta»: No se puede medir." }]);
  expect(twice).toEqual([{ field: "indicadores", text: "Fila 3, «Meta»: Falta la fórmula." }]);
  expect([countOf(twice, table, 2, "meta"), countOf(twice, table, 2, "medio"), countOf(twice, table, 1, "meta")]).toEqual([1, 0, 0]);
  expect(remarkOf(twice, table, 2, "meta")).toBe("Falta la fórmula.");
  expect(placeOf([table], twice[0]!)).toBe("answers.indicadores[2].meta");
  expect(withRemark(twice, table, 2, "meta", " ")).toEqual([]);
});

test("what is remarked of the whole leads to no cell", () => {
  expect(placeOf([table], { text: "Fila 3, «Meta»: x" })).toBeUndefined();
  expect(placeOf([table], { field: "indicadores", text: "Revisa todo." })).toBeUndefined();
});
