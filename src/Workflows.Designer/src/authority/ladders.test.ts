import { expect, it } from "vitest";
import { stagesIn, withLadder } from "./ladders";

const activity = (id: string, level: number) => ({
  id,
  name: `Etapa ${id}`,
  ajeno: { deadline: 7 },
  deadline: { typeName: "Object", expression: { type: "Object", value: { term: { workingDays: 5 }, ladder: [{ level, workingDaysAfter: 1 }] } } },
});
const drawing = { definitionId: "f", root: { activities: [{ id: "ini" }, activity("a", 1), { id: "caja", body: activity("b", 2) }] } };

it("finds every stage with a deadline, also inside another", () => {
  expect(stagesIn(drawing).map((stage) => [stage.id, stage.name, stage.ladder[0]?.level])).toEqual([["a", "Etapa a", 1], ["b", "Etapa b", 2]]);
});

it("changes one ladder and leaves everything else as it was", () => {
  const changed = withLadder(drawing, "b", [{ level: 4, workingDaysAfter: 9 }]);

  expect(stagesIn(changed).map((stage) => stage.ladder[0]?.level)).toEqual([1, 4]);
  expect(withLadder(changed, "b", [{ level: 2, workingDaysAfter: 1 }])).toEqual(drawing);
});
