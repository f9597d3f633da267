import { expect, test } from "vitest";
import { datesOf, monthBeside, weeksOf, wordsOf, workingDaysIn, type Year } from "./grid";

const holiday = (date: string, name: string, counts = true) => ({ date, name, counts }) as Year["holidays"][number];
const year = {
  year: 2026,
  holidays: [holiday("2026-12-08", "Inmaculada Concepción"), holiday("2026-12-25", "Navidad"), holiday("2026-12-10", "Feriado de otra comuna", false)],
  awkward: [{ date: "2026-12-07", kind: "sandwich", text: "Lunes entre feriados." }],
  falling: [{ date: "2026-12-04", deadlines: 58 }],
} as Year;

test("a month has whole weeks, from Monday to Sunday", () => {
  const weeks = weeksOf(12, year);

  expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7]);
  expect([weeks[0]![0]!.date, weeks.at(-1)!.at(-1)!.date]).toEqual(["2026-11-30", "2027-01-03"]);
  expect(weeks[0]![0]!.isIn).toBe(false);
});

test("29 February is there when the year has it", () => {
  expect(weeksOf(2, { ...year, year: 2028 }).flat().filter((day) => day.isIn)).toHaveLength(29);
  expect(weeksOf(2, year).flat().filter((day) => day.isIn)).toHaveLength(28);
});

test("a holiday of another place is no holiday here", () => {
  expect(workingDaysIn(weeksOf(12, year))).toBe(21);
});

test("what is drawn is said", () => {
  const day = (number: number) => weeksOf(12, year).flat().find((one) => one.isIn && one.day === number)!;

  expect(wordsOf(day(4))).toBe("Vencen 58 tareas.");
  expect(wordsOf(day(7))).toBe("Fecha delicada: Lunes entre feriados.");
  expect(wordsOf(day(25))).toBe("Feriado: Navidad.");
  expect(wordsOf(day(11))).toBe("");
});

test("a session leads to its process, and a step of many processes to their stage", () => {
  const date = { kind: "Deadline" as const, at: "2026-12-05T02:59:59Z", label: "Red de expertos", definitionId: "pmg-formulacion", flowName: "Formulación PMG", year: 2027, activityId: "red", processes: 58, processId: null };
  const session = { ...date, kind: "Session" as const, at: "2026-12-04T18:00:00Z", label: "Comité de Ciudad", year: null, activityId: "sesion", processes: 1, processId: "p1" };
  const found = datesOf("2026-12-04", [{ date: "2026-12-04", dates: [date, session] }]);

  expect(found.map(({ label, count, to }) => [label, count, to])).toEqual([
    ["Red de expertos", 58, "/etapas/pmg-formulacion/2027"], ["15:00 Comité de Ciudad", 1, "/procesos/p1"],
  ]);
  expect(datesOf("2026-12-05", [])).toEqual([]);
});

test("after December comes January of the next year, and back", () => {
  expect(monthBeside(2026, 12, 1)).toEqual({ year: 2027, month: 1 });
  expect(monthBeside(2027, 1, -1)).toEqual({ year: 2026, month: 12 });
});
