import { expect, it } from "vitest";
import { reachedBy } from "./useReached";

const person = (name: string, role: string, isCopy = false) => ({ personId: name, name, role, roleLabel: role, isCopy, hasEmail: true, why: "" });
const line = {
  levels: [
    { level: 1, people: [person("Jefatura", "institution.head")], steps: [], vacancies: [] },
    { level: 2, people: [person("Subsecretaría", "ministry.undersecretary"), person("Gabinete", "ministry.cabinet", true)], steps: [], vacancies: [] },
    { level: 3, people: [], steps: [], vacancies: [] },
  ],
};

it("a level says whom it would reach today, by the line of command or by role", () => {
  expect(reachedBy({ level: 2 }, line)).toBe("Hoy llegaría a Subsecretaría, Gabinete (con copia).");
  expect(reachedBy({ level: 1, recipients: ["ministry.undersecretary"], copy: ["institution.head"] }, line)).toBe("Hoy llegaría a Subsecretaría, Jefatura (con copia).");
  expect(reachedBy({ level: 3 }, line)).toBe("Hoy nadie tiene ese cargo: llegaría a quien coordina los flujos.");
  expect(reachedBy({ level: 1, recipients: ["national.subdere"] }, line)).toBeNull();
});
