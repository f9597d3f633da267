import { expect, test } from "vitest";
import { namingColumn, textOf } from "./content";

test.each([
  [{ id: "fecha", label: "Fecha", type: "date" as const }, "2026-11-25", "miércoles 25/11/2026"],
  [{ id: "fecha", label: "Fecha", type: "date" as const }, "ayer", "ayer"],
  [{ id: "nota", label: "Nota" }, "2026-11-25", "2026-11-25"],
  [{ id: "meta", label: "Meta", type: "number" as const }, 33.5, "33,5"],
])("an answer reads as people write it: %o %s", (field, answer, text) => {
  expect(textOf(field, answer)).toBe(text);
});

const day = { id: "fecha", type: "date" as const, required: true };

test.each([
  ["a text before a day", [day, { id: "tema", required: true }], "tema"],
  ["the day of a session, whose kind is always the same", [day, { id: "tipo", type: "choice" as const, required: true }], "fecha"],
  ["the item of an agenda, not the remarks it may carry", [{ id: "punto", type: "choice" as const, required: true }, { id: "nota" }], "punto"],
  ["what is written although nobody has to", [{ id: "meta", type: "number" as const, required: true }, { id: "nota" }], "nota"],
])("a row is known by %s", (_, columns, id) => {
  expect(namingColumn({ id: "filas", label: "Filas", columns: columns.map((column) => ({ label: column.id, ...column })) })?.id).toBe(id);
});
