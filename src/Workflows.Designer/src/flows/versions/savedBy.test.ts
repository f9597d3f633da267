import { expect, test } from "vitest";
import { savedBy } from "./savedBy";

test("a draft says who saved it last and when, as far as it is known", () => {
  expect(savedBy({ editedByName: "Coordinación", editedAt: "2026-08-17T14:05:00Z" })).toBe("Lo guardó Coordinación, lunes 17/08/2026 a las 10:05 horas");
  expect(savedBy({ editedByName: null, editedAt: "2026-08-17T14:05:00Z" })).toBe("Se guardó, lunes 17/08/2026 a las 10:05 horas");
  expect(savedBy({ editedByName: "Coordinación", editedAt: null })).toBe("Lo guardó Coordinación");
  expect(savedBy({ editedByName: null, editedAt: null })).toBe("");
});
