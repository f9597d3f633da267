import { expect, test } from "vitest";
import { together } from "./history";

const silence = { number: 1, at: "2026-09-02T14:30:00Z", by: null, onBehalfOf: null, what: "Llegó una fecha", lines: ["La tarea terminó: Vencido."], hash: "" };

test("forty silences of one moment are told once, and what is different by itself", () => {
  const told = together([{ ...silence, number: 4, what: "Se registró la sesión" }, { ...silence, number: 3 }, { ...silence, number: 2, at: "2026-09-02T14:30:09Z" }, { ...silence, lines: [] }]);

  expect(told.map(({ burst, times }) => [burst.number, times])).toEqual([[4, 1], [3, 2], [1, 1]]);
});
