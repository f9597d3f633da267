import { expect, test } from "vitest";
import { sharedHour } from "./columns";
import { holdersOf, stateSentence, termOf, toneOf, type ProcessLine } from "./states";

const holder = { roleCode: "institution.pmgOfficer", roleLabel: "Encargado/a PMG", scopeCode: "A", placeName: "Servicio A", people: [] as string[] };
const task = { taskId: "t", title: "Proponer", isLate: true, holder };
const line = { state: "Late", workingDaysLate: 1, tasks: [task, { ...task, taskId: "u" }] } as unknown as ProcessLine;

test("lateness is told in working days, and one day is one day", () => {
  expect(stateSentence(line)).toBe("Atrasado 1 día hábil");
  expect(stateSentence({ ...line, workingDaysLate: 4 })).toBe("Atrasado 4 días hábiles");
  expect(stateSentence({ ...line, workingDaysLate: 0 })).toBe("Atrasado");
});

test("a process within its plazo adicional waits and says so, and a failure comes before it", () => {
  const waiting = { ...line, state: "Waiting", termState: "InAdditionalTerm", workingDaysLate: 0 } as const;

  expect([toneOf(waiting), stateSentence(waiting)]).toEqual(["extended", "En plazo adicional"]);
  expect([toneOf({ ...waiting, state: "Blocked" }), stateSentence({ ...waiting, state: "Blocked" })]).toEqual(["stopped", "Detenido por una falla"]);
  expect([toneOf({ ...waiting, termState: "InTerm" }), stateSentence({ ...waiting, termState: "InTerm" })]).toEqual(["onTime", "En plazo"]);
});

test("an open task says until when in its term, until when in its plazo adicional, and when it ended once it is late", () => {
  const open = { ...task, dueAt: "2026-12-02T21:00:00Z", lateFrom: "2026-12-05T03:00:00Z" };

  expect(termOf({ ...open, termState: "InTerm" })).toBe("Vence el miércoles 02/12/2026 a las 18:00 horas");
  expect(termOf({ ...open, termState: "InAdditionalTerm" })).toBe("En plazo adicional hasta el viernes 04/12/2026 a las 23:59 horas");
  expect(termOf({ ...open, termState: "Late" })).toBe("Venció el miércoles 02/12/2026 a las 18:00 horas");
});

test("two tasks of one post name it once, and an empty post is told to be vacant", () => {
  expect(holdersOf(line)).toEqual([{ key: "institution.pmgOfficer A", post: "Encargado/a PMG, Servicio A", people: [], isVacant: true }]);
});

test("a post of the process's own institution does not repeat its name", () => {
  expect(holdersOf({ ...line, institutionCode: "A" } as ProcessLine)[0]!.post).toBe("Encargado/a PMG");
});

test("the hour that all share stands once in the head of the column", () => {
  expect(sharedHour([{ dueAt: "2026-12-01T02:59:59Z" }, { dueAt: "2026-12-02T02:59:59Z" }, { dueAt: null }])).toBe("23:59");
  expect(sharedHour([{ dueAt: "2026-12-01T02:59:59Z" }, { dueAt: "2026-12-02T21:30:00Z" }])).toBeUndefined();
});
