import { expect, it } from "vitest";
import { stagesIn, termKindOf, termKinds, valueAt, withPolicy, withValue } from "./policies";

const activity = (id: string, days: number) => ({
  id,
  name: id,
  metadata: { displayText: `Etapa ${id}` },
  ajeno: { deadline: 7 },
  deadline: { typeName: "Object", expression: { type: "Object", value: { term: { workingDays: days } } } },
});
const drawing = { definitionId: "f", root: { activities: [{ id: "ini" }, activity("a", 1), { id: "caja", body: activity("b", 2) }] } };
const policy = { term: { workingDays: 10, hour: "18:00" }, ladder: [{ level: 1, workingDaysAfter: 1 }, { level: 2, workingDaysAfter: 3 }] };

it("finds every stage with a deadline, also inside another, by the name people see", () => {
  expect(stagesIn(drawing)).toEqual([
    { id: "a", name: "Etapa a", policy: { term: { workingDays: 1 } } },
    { id: "b", name: "Etapa b", policy: { term: { workingDays: 2 } } },
  ]);
});

it("changes one policy and leaves everything else as it was", () => {
  const changed = withPolicy(drawing, "b", policy);

  expect(stagesIn(changed).map((stage) => stage.policy)).toEqual([{ term: { workingDays: 1 } }, policy]);
  expect(withPolicy(changed, "b", { term: { workingDays: 2 } })).toEqual(drawing);
});

it("fills one blank and nothing else", () => {
  const changed = withValue(policy, "ladder[1].workingDaysAfter", 4);

  expect(valueAt(changed, "ladder[1].workingDaysAfter")).toBe(4);
  expect(withValue(changed, "ladder[1].workingDaysAfter", 3)).toEqual(policy);
});

it("says what was unsaid, and leaves unsaid what is emptied", () => {
  expect(withValue({ term: { workingDays: 10 } }, "correction.term.workingDays", 5)).toEqual({ term: { workingDays: 10 }, correction: { term: { workingDays: 5 } } });
  expect(withValue(policy, "term.hour", undefined).term).toEqual({ workingDays: 10 });
  expect(valueAt(policy, "silence.norm")).toBeUndefined();
});

it("knows each way of fixing a term by the term it begins from", () => {
  for (const kind of termKinds) expect(termKindOf({ term: kind.first("2026-11-27") })).toBe(kind.value);
});
