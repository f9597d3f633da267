import { expect, test } from "vitest";
import type { Field } from "../form/content";
import { compare } from "./compare";

const form: Field[] = [
  {
    id: "indicadores", label: "Indicadores", type: "table",
    columns: [{ id: "indicador", label: "Indicador" }, { id: "meta", label: "Meta", type: "number" }, { id: "baja", label: "Menor es mejor", type: "yesNo" }],
  },
  { id: "nota", label: "Nota" },
];

test("a row is found by its name wherever it moved, and says what changed in it", () => {
  const groups = compare(
    form,
    { indicadores: [{ indicador: "Gasto", meta: 98 }, { indicador: "Plazo", meta: 90.5 }], nota: "igual" },
    { indicadores: [{ indicador: "Plazo", meta: 95, baja: true }, { indicador: "Gasto", meta: 98 }, { indicador: "Nuevo", meta: 1 }], nota: "igual" },
  );

  expect(groups.map((group) => [group.title, group.kind])).toEqual([["Plazo", "changed"], ["Gasto", "same"], ["Nuevo", "added"], ["Nota", "same"]]);
  expect(groups[0]!.lines.filter((line) => line.isChanged)).toEqual([
    { label: "Meta", before: "90,5", after: "95", isChanged: true },
    { label: "Menor es mejor", before: "", after: "Sí", isChanged: true },
  ]);
});

test("a row that was renamed is compared by its place, one that went is told", () => {
  const renamed = compare(form, { indicadores: [{ indicador: "Antes", meta: 1 }] }, { indicadores: [{ indicador: "Después", meta: 1 }] });
  const gone = compare(form, { indicadores: [{ indicador: "A", meta: 1 }, { indicador: "B", meta: 2 }] }, { indicadores: [{ indicador: "A", meta: 1 }] });

  expect(renamed[0]).toMatchObject({ title: "Después", kind: "changed" });
  expect(gone.map((group) => [group.title, group.kind])).toEqual([["A", "same"], ["B", "removed"], ["Nota", "same"]]);
});

test("a first version is compared with nothing", () => {
  const groups = compare(form, undefined, { indicadores: [{ indicador: "A", meta: 1 }] });

  expect(groups[0]).toMatchObject({ kind: "same", lines: [{ isChanged: false }, { isChanged: false }] });
});
