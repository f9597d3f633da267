import { expect, test } from "vitest";
import { weeksOf, wordsOf, workingDaysIn, type Year } from "./grid";

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
