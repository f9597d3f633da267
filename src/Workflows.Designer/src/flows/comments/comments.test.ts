import { describe, expect, test } from "vitest";
import type { Step } from "../draft/document";
import { openOf, placeOf, wordsOf, type Comment } from "./comments";

const comment = (over: Partial<Comment> = {}): Comment => ({
  id: "1", version: 2, stepId: null, stepLabel: null, text: "¿Por qué diez días?", writtenByName: "Coordinación", writtenAt: "2026-08-17T12:00:00Z", resolvedByName: null, resolvedAt: null, ...over,
});

const steps = [{ id: "revisar", label: "Revisión del ministerio" }] as Step[];

describe("a comment", () => {
  test("of a step bears the name that the step has now", () => {
    expect(wordsOf(placeOf(comment({ stepId: "revisar", stepLabel: "Revisar" }), steps))).toBe("Sobre «Revisión del ministerio»");
  });

  test("of a step that was removed says so, by the name it had", () => {
    const place = placeOf(comment({ stepId: "firmar", stepLabel: "Firma" }), steps);

    expect(place).toEqual({ kind: "removed", label: "Firma" });
    expect(wordsOf(place)).toBe("Sobre «Firma», un paso que ya no está");
  });

  test("of no step is about the whole flow", () => {
    expect(wordsOf(placeOf(comment(), steps))).toBe("Sobre el flujo");
  });

  test("waits until somebody resolves it", () => {
    expect(openOf([comment(), comment({ id: "2", resolvedAt: "2026-08-18T12:00:00Z" })]).map((one) => one.id)).toEqual(["1"]);
  });
});
