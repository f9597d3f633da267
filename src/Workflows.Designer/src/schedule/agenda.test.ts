import { expect, test } from "vitest";
import { daysOf, whoseIs, type Timer } from "./agenda";

const timer = (institutionName: string, dueAt: string, label = "Primer aviso de atraso") =>
  ({ instanceId: institutionName, bookmarkId: label, dueAt, label, task: "Preparar objetivos", institutionName, state: "Pending" }) as unknown as Timer;

test("what happens to many at the same moment is one line with all of them", () => {
  const days = daysOf([timer("A", "2026-11-30T12:00:00Z"), timer("B", "2026-11-30T12:00:00Z"), timer("A", "2026-11-30T12:00:00Z", "Recordatorio"), timer("A", "2026-12-01T12:00:00Z")]);

  expect(days.map(({ day, groups }) => [day, groups.map(whoseIs)])).toEqual([["2026-11-30", ["2 procesos", "A"]], ["2026-12-01", ["A"]]]);
});

test("a day is one of Santiago, also at night", () => {
  expect(daysOf([timer("A", "2026-12-01T02:59:59Z")])[0]!.day).toBe("2026-11-30");
});
