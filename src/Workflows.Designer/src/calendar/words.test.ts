import { describe, expect, test } from "vitest";
import { byMonth, daysText, deadlineText, noticeName } from "./words";

describe("what people read of a deadline", () => {
  test("a deadline has its weekday, and its hour when it has one", () => {
    expect(deadlineText("2026-10-14")).toBe("miércoles 14/10/2026");
    expect(deadlineText("2026-10-14T18:00")).toBe("miércoles 14/10/2026 a las 18:00 horas");
  });

  test("one day is singular", () => {
    expect([daysText(1, false), daysText(2, false), daysText(1, true), daysText(3, true)]).toEqual(["1 día hábil", "2 días hábiles", "1 día corrido", "3 días corridos"]);
  });

  test("each notice is named by what it does", () => {
    expect(["reminder:5", "reminder:1", "reminder:0", "reminder:4h", "due", "silence", "escalation:3"].map(noticeName)).toEqual([
      "Recordatorio 5 días hábiles antes", "Recordatorio 1 día hábil antes", "Recordatorio del mismo día", "Recordatorio 4 horas antes", "Fin del plazo", "Fin del plazo sin respuesta",
      "Tercer aviso de atraso",
    ]);
  });

  test("days are gathered by month in their order", () => {
    expect([...byMonth([{ date: "2026-09-18" }, { date: "2026-09-19" }, { date: "2026-10-12" }]).entries()].map(([month, days]) => [month, days.length])).toEqual([
      ["2026-09", 2], ["2026-10", 1],
    ]);
  });
});
