import { expect, test } from "vitest";
import type { Api } from "../api/client";
import { togetherBySame } from "./impacts";

const impact = (institution: string | null, more: Partial<Api["ImpactView"]> = {}): Api["ImpactView"] => ({
  taskId: `t-${institution}`, instanceId: `i-${institution}`, taskTitle: "Preparar", institutionName: institution, from: "2026-10-30", to: "2026-11-02", notices: [], state: "Pending", ...more,
});

test("what moves in the same way for many institutions is read once, and what differs stays by itself", () => {
  const found = togetherBySame([impact("Uno"), impact("Dos"), impact("Tres", { to: "2026-11-03" }), impact("Cuatro")]);

  expect(found.map(({ all }) => all.map((one) => one.institutionName))).toEqual([["Uno", "Dos", "Cuatro"], ["Tres"]]);
});

test("of those that were moved already and those that wait, each is told", () => {
  expect(togetherBySame([impact("Uno"), impact("Dos", { state: "Applied" })])).toHaveLength(2);
});

test("tasks of no institution are never taken for one another", () => {
  expect(togetherBySame([impact(null, { taskId: "a" }), impact(null, { taskId: "b" })])).toHaveLength(2);
});
