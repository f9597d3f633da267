import { expect, test } from "vitest";
import { consequenceOf } from "./words";

test("whoever only follows a task is not told that they will be reminded", () => {
  const reminder = { name: "reminder:5", at: "2026-03-09T12:00:00Z" };

  expect(consequenceOf(reminder, true)).toBe("El lunes 09/03/2026 te llegará un recordatorio.");
  expect(consequenceOf(reminder, false)).toBe("El lunes 09/03/2026 sale un recordatorio para quien la tiene.");
  expect(consequenceOf(null, false)).toBe("Sigue abierta hasta que se complete.");
});
