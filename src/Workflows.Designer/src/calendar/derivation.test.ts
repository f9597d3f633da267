import { describe, expect, test } from "vitest";
import { monthsOf, normsOf, type DayReason } from "./derivation";

const overALongWeekend: DayReason[] = [
  { date: "2026-10-09", counted: false, reason: "El plazo corre desde el día siguiente.", norm: "Ley 19.880 art. 25" },
  { date: "2026-10-10", counted: false, reason: "Es sábado: día inhábil.", norm: "Ley 19.880 art. 25" },
  { date: "2026-10-11", counted: false, reason: "Es domingo: día inhábil.", norm: "Ley 19.880 art. 25" },
  { date: "2026-10-12", counted: false, reason: "Feriado: Encuentro de Dos Mundos.", norm: "Ley 19.668" },
  { date: "2026-10-13", counted: true, reason: "Día hábil 1 de 1.", norm: "Ley 19.880 art. 25" },
];

describe("the small calendar of a computed date", () => {
  test("a month begins under its weekday and marks each day of the computation", () => {
    const october = monthsOf(overALongWeekend)[0]!;

    expect(october.name).toBe("octubre de 2026");
    expect(october.weeks[0]!.map((cell) => cell?.day)).toEqual([undefined, undefined, undefined, 1, 2, 3, 4]);
    expect(october.weeks.flat().filter((cell) => cell && cell.mark !== "none").map((cell) => `${cell!.day} ${cell!.mark} ${cell!.count ?? ""}`)).toEqual([
      "9 start ", "10 closed ", "11 closed ", "12 closed ", "13 end ",
    ]);
  });

  test("days are numbered when there are several to count: a date alone only falls due", () => {
    const twoDays: DayReason[] = [...overALongWeekend, { date: "2026-10-14", counted: true, reason: "Día hábil 2 de 2." }];
    const numbers = (days: DayReason[]) => monthsOf(days).flatMap((month) => month.weeks.flat().flatMap((cell) => cell?.count ?? []));

    expect(numbers(twoDays)).toEqual([1, 2]);
    expect(numbers([{ date: "2026-10-13", counted: true, reason: "Vence ese día." }])).toEqual([]);
  });

  test("a term over the end of the year shows both months, and 29 February when there is one", () => {
    const overTheYear = [{ date: "2023-12-29", counted: false, reason: "" }, { date: "2024-02-29", counted: true, reason: "" }];

    expect(monthsOf(overTheYear).map((month) => month.name)).toEqual(["diciembre de 2023", "febrero de 2024"]);
    expect(monthsOf(overTheYear)[1]!.weeks.flat().at(-1 - 3)?.day).toBe(29);
  });

  test("each norm is cited once", () => {
    expect(normsOf(overALongWeekend)).toEqual(["Ley 19.880 art. 25", "Ley 19.668"]);
    expect(monthsOf([])).toEqual([]);
  });
});
