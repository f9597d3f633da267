import { expect, test } from "vitest";
import { holdersOf, stateSentence, type ProcessLine } from "./states";

const holder = { roleCode: "institution.pmgOfficer", roleLabel: "Encargado/a PMG", scopeCode: "A", placeName: "Servicio A", people: [] as string[] };
const task = { taskId: "t", title: "Proponer", isLate: true, holder };
const line = { state: "Late", workingDaysLate: 1, tasks: [task, { ...task, taskId: "u" }] } as unknown as ProcessLine;

test("lateness is told in working days, and one day is one day", () => {
  expect(stateSentence(line)).toBe("Atrasado, 1 día hábil");
  expect(stateSentence({ ...line, workingDaysLate: 4 })).toBe("Atrasado, 4 días hábiles");
  expect(stateSentence({ ...line, workingDaysLate: 0 })).toBe("Atrasado");
});

test("two tasks of one post name it once, and an empty post is told to be vacant", () => {
  expect(holdersOf(line)).toEqual([{ post: "Encargado/a PMG, Servicio A", people: "Cargo vacante" }]);
});
