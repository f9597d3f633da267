import { expect, test } from "vitest";
import { isReturn, standing, stepSentence, waysOut, type Drawing } from "./steps";

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

test("what is sent back is drawn as going back", () => {
  const [first, last] = [{ ...step, id: "entregar", x: 0 }, { ...step, id: "revisar", x: 260 }];
  const arrow = (from: string, to: string) => ({ from, port: "Returned", portLabel: "Observado", to, isTaken: true });

  expect([arrow("entregar", "revisar"), arrow("revisar", "entregar")].map((one) => isReturn(one, [first, last]))).toEqual([false, true]);
});
