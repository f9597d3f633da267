import { expect, test } from "vitest";
import { stateOf } from "./words";

test("a request says in words where it stands", () => {
  expect(stateOf({ state: "Open", outcome: undefined }, true)).toEqual({ label: "Sin respuesta, plazo vencido", tone: "late" });
  expect(stateOf({ state: "Open", outcome: undefined })).toEqual({ label: "En espera de respuesta", tone: "soon" });
  expect(stateOf({ state: "Answered", outcome: "Partly" })).toEqual({ label: "Aceptada en parte", tone: "soon" });
  expect(stateOf({ state: "Unproven", outcome: undefined })).toEqual({ label: "Sin confirmar", tone: "unknown" });
});
