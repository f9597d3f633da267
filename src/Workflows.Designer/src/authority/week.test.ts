import { expect, test } from "vitest";
import { beginsAt, linesOfWeek, stateOfItem, titleOfWeek, whoOf, type Week, type WeekItem } from "./week";

const item: WeekItem = {
  title: "Aprobar los objetivos", institution: "Servicio de Ejemplo", who: "Ministro/a", holders: "Ministro/a · Ejemplo (S)", at: "2026-12-02T21:00:00Z", workingDaysLate: 0, taskId: "t1",
};
const week: Week = { ministryCode: "ej", ministryName: "Ministerio de Ejemplo", from: "2026-11-30", to: "2026-12-06", owes: [], decides: [item], attends: [], count: 1 };

test("the title of the week says how many matters it has", () => {
  expect(titleOfWeek([week])).toBe("1 asunto de la semana");
  expect(titleOfWeek([week, week])).toBe("2 asuntos de la semana");
  expect(titleOfWeek([{ ...week, decides: [], count: 0 }])).toBe("Una semana sin asuntos");
});

test("what is late says by how many working days, and the rest until when", () => {
  expect(stateOfItem({ ...item, workingDaysLate: 1 }, week.from)).toEqual({ tone: "late", text: "Atrasado 1 día hábil: venció el miércoles 02/12/2026" });
  expect(stateOfItem(item, week.from)).toEqual({ tone: "onTime", text: "Vence el miércoles 02/12/2026 a las 18:00 horas" });
});

test("what is within its plazo adicional says until when, and is not late", () => {
  const within = { ...item, termState: "InAdditionalTerm" as const, lateFrom: "2026-12-05T03:00:00Z" };

  expect(stateOfItem(within, week.from)).toEqual({
    tone: "extended", text: "En plazo adicional hasta el viernes 04/12/2026 a las 23:59 horas: venció el miércoles 02/12/2026",
  });
});

test("a post that nobody holds is told as vacant", () => {
  expect(whoOf(item)).toBe("Ministro/a · Ejemplo (S)");
  expect(whoOf({ ...item, holders: "Ana Prueba" })).toBe("Ministro/a: Ana Prueba");
  expect(whoOf({ ...item, holders: "" })).toBe("Ministro/a: cargo vacante");
});

test("a session without an hour begins on its day", () => {
  expect(beginsAt({ ...item, at: "2026-12-02T03:00:00Z" })).toBe("miércoles 02/12/2026");
});

test("the summary has the week and its three parts", () => {
  expect(linesOfWeek(week)).toEqual([
    "Ministerio de Ejemplo. Del lunes 30/11/2026 al domingo 06/12/2026.", "Debe entregar: nada.",
    "Decide o firma: Aprobar los objetivos, Servicio de Ejemplo (miércoles 02/12/2026 a las 18:00 horas).", "Asiste: nada.",
  ]);
});
