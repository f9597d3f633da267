import { expect, test } from "vitest";
import { standing, stepSentence, waysOut, type Drawing } from "./steps";

const step = { id: "revisar", label: "Revisar", type: "Workflows.Review", kind: "Revisar", x: 0, y: 0, width: 220, height: 80, state: "Done", visits: 2 } as const;
const drawing: Drawing = {
  steps: [step, { ...step, id: "fin", label: "Fin", state: "NotReached", visits: 0 }],
  arrows: [{ from: "revisar", port: "Approved", portLabel: "Aprobado", to: "fin", isTaken: true }],
};

test("the list says with words what the drawing says with lines", () => {
  expect(waysOut(step, drawing)).toEqual(["Aprobado: lleva a «Fin», camino recorrido"]);
  expect(stepSentence(step)).toBe("Hecho, 2 veces");
});

test("a long drawing opens where the process stands, and at its last step when it ended", () => {
  const [first, last] = [{ ...step, x: 0 }, { ...step, id: "decreto", x: 520 }];
  const current = { ...step, id: "firma", x: 260, state: "Current" } as const;
  expect(standing([last, current, first])).toEqual([current]);
  expect(standing([last, first, { ...step, id: "rechazo", x: 900, state: "NotReached" }])).toEqual([last]);
  expect(standing([])).toEqual([]);
});
