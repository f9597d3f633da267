import { expect, test } from "vitest";
import { summaryOf } from "./summary";

const summary = { definitionId: "f", name: "Formulación PMG", year: 2027, total: 159, late: 31, blocked: 2, finished: 6, cancelled: 0 };

test("a stage fits in a message of few lines", () => {
  const view = {
    summary, candidates: { open: [], late: [] },
    steps: [{ activityId: "a", label: "Propuesta", waiting: 6, late: 6 }, { activityId: "b", label: "Red de expertos", waiting: 58, late: 6 }],
    waitsFor: [{ roleCode: "r", roleLabel: "Encargado/a PMG ministerial", tasks: 19, late: 19, places: 12 }],
  };

  expect(summaryOf(view)).toEqual([
    "Formulación PMG 2027: 159 instituciones.",
    "6 terminadas, 31 atrasadas, 2 detenidas por una falla.",
    "Donde hay más: Red de expertos (58, 6 con atraso).",
    "A quien más se espera: Encargado/a PMG ministerial (19 con atraso).",
  ]);
});

test("what nobody waits for is not told", () => {
  expect(summaryOf({ summary: { ...summary, late: 0 }, candidates: { open: [], late: [] }, steps: [], waitsFor: [] })).toHaveLength(2);
});
