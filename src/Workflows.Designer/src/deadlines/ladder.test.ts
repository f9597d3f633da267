import { expect, it } from "vitest";
import { at, nextRung, problemsOf, momentsOf, type Rung } from "./ladder";

const ladder: Rung[] = [
  { level: 1, workingDaysAfter: 1 },
  { level: 2, workingDaysAfter: 3, recipients: ["institution.head"], copy: ["national.technicalSecretariat"] },
  { level: 3, workingDaysAfter: 5 },
];

it("climbs in levels and in days, and says where it does not", () => {
  expect(problemsOf(ladder)).toEqual([]);
  expect(problemsOf([ladder[0]!, { level: 2, workingDaysAfter: 1 }])).toEqual(["Segundo aviso de atraso: tiene que salir después que el primer aviso de atraso."]);
  expect(problemsOf([{ level: 1, workingDaysAfter: 0 }])[0]).toMatch(/desde 1/);
});

it("counts in hours where the matter does, and tells which comes first", () => {
  const hours: Rung[] = [{ level: 1, hoursAfter: 4 }, { level: 2, hoursAfter: 12 }, { level: 3, workingDaysAfter: 1 }];
  expect(problemsOf(hours)).toEqual([]);
  expect(problemsOf([{ level: 1, workingDaysAfter: 1 }, { level: 2, hoursAfter: 24 }])).toEqual(["Segundo aviso de atraso: tiene que salir después que el primer aviso de atraso."]);
  expect(problemsOf([{ level: 1, hoursAfter: 0 }])).toEqual(["Primer aviso de atraso: escribe cuántas horas después, desde 1."]);
  expect(nextRung(hours.slice(0, 2))).toEqual({ level: 3, hoursAfter: 14 });
  expect(at({ level: 2, workingDaysAfter: 3, copy: ["responsible"] }, "hoursAfter", 6)).toEqual({ level: 2, hoursAfter: 6, copy: ["responsible"] });
});

it("offers the next level and stops at the last", () => {
  expect(nextRung([])).toEqual({ level: 1, workingDaysAfter: 1 });
  expect(nextRung(ladder)).toEqual({ level: 4, workingDaysAfter: 7 });
  expect(nextRung([{ level: 5, workingDaysAfter: 15 }])).toBeNull();
});

it("the line of a deadline goes from the first reminder over the deadline to the highest level", () => {
  const line = momentsOf([{ level: 1, workingDaysAfter: 1 }, { level: 4, hoursAfter: 1, copy: ["national.subdere"] }], [1, 10, 5]);

  expect(line.map((moment) => moment.when)).toEqual(["10 días hábiles antes", "5 días hábiles antes", "1 día hábil antes", "Ese día", "1 día hábil después", "1 hora después"]);
  expect(line.at(-1)!.note).toBe("Espera el visto bueno de la coordinación. Con copia a Subdere");
});
