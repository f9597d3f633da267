import { expect, test } from "vitest";
import { textOf } from "./content";

test.each([
  [{ id: "fecha", label: "Fecha", type: "date" as const }, "2026-11-25", "miércoles 25/11/2026"],
  [{ id: "fecha", label: "Fecha", type: "date" as const }, "ayer", "ayer"],
  [{ id: "nota", label: "Nota" }, "2026-11-25", "2026-11-25"],
  [{ id: "meta", label: "Meta", type: "number" as const }, 33.5, "33,5"],
])("an answer reads as people write it: %o %s", (field, answer, text) => {
  expect(textOf(field, answer)).toBe(text);
});
