import { expect, test } from "vitest";
import { consequenceOf, urgencyOf } from "./words";

test("whoever only follows a task is not told that they will be reminded", () => {
  const reminder = { name: "reminder:5", at: "2026-03-09T12:00:00Z" };

  expect(consequenceOf(reminder, true)).toBe("El lunes 09/03/2026 te llegará un recordatorio.");
  expect(consequenceOf(reminder, false)).toBe("El lunes 09/03/2026 sale un recordatorio para quien la tiene.");
  expect(consequenceOf(null, false)).toBe("Sigue abierta hasta que se complete.");
});

test("a deadline is told by how far it is, and within its plazo adicional as that and not as late", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  const of = (dueAt: string, termState: "InTerm" | "InAdditionalTerm" | "Late") => urgencyOf({ dueAt, termState }, now);

  expect(of("2026-03-11T18:00:00Z", "InTerm")).toEqual({ text: "Queda 1 día corrido", tone: "soon" });
  expect(of("2026-03-08T18:00:00Z", "InAdditionalTerm")).toEqual({ text: "En plazo adicional", tone: "extended" });
  expect(of("2026-03-08T18:00:00Z", "Late")).toEqual({ text: "Venció hace 1 día corrido", tone: "late" });
});

test("where a plazo adicional follows, the end of the term does not make anything late", () => {
  const due = { name: "due", at: "2026-03-10T03:00:00Z" };

  expect(consequenceOf(due, true, "2026-03-10T03:00:00Z")).toBe("El martes 10/03/2026 a las 00:00 horas queda fuera de plazo y sigue abierta.");
  expect(consequenceOf(due, true, "2026-03-13T03:00:00Z")).toBe("El martes 10/03/2026 a las 00:00 horas empieza el plazo adicional, hasta el jueves 12/03/2026 a las 23:59 horas.");
});
