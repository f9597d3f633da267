import { describe, expect, test } from "vitest";
import { averageOf, percent, toldIn } from "./words";

describe("commitments in words", () => {
  test("a percentage is shown half up, and what nobody said is said", () => {
    expect([percent(62.45), percent(62.5), percent(100), percent(0), percent(null)]).toEqual(["62,5 %", "62,5 %", "100 %", "0 %", "sin dato"]);
  });

  test("an average says of how many it is", () => {
    expect(averageOf({ average: 41.25, answered: 4, missing: 1, notApplicable: 1 })).toBe("41,3 % (4 con dato, 1 sin dato, 1 no aplica)");
  });

  test("a change is told in the words of the page, and nothing of the program", () => {
    expect(toldIn({ state: "InProgress", declared: 60, obstacle: { what: "Falta el terreno" }, reportsWithoutProgress: 0, doesNotApply: false, milestones: [] })).toEqual([
      "Estado: En proceso", "Avance declarado: 60 %", "Nudo: Falta el terreno",
    ]);
    expect(toldIn({ dueOn: "2026-12-31" })).toEqual(["Vence: jueves 31/12/2026"]);
    expect(toldIn({ isCritical: true, why: "Lleva 2 informes seguidos sin avance." })).toEqual(["Situación crítica: comienza", "Motivo: Lleva 2 informes seguidos sin avance."]);
    expect(toldIn({ isCritical: false })).toEqual(["Situación crítica: termina"]);
  });
});
