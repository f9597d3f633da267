import { expect, test } from "vitest";
import { keyState } from "./apiKeys";

test("A revoked key says so even when its date has passed", () => {
  expect(keyState({ revokedAt: "2026-08-03T12:00:00Z", isExpired: true }).text).toContain("Revocada");
});

test("A key whose date has passed has ended, and another one is in force", () => {
  expect(keyState({ revokedAt: null, isExpired: true }).text).toBe("Terminó");
  expect(keyState({ revokedAt: null, isExpired: false }).text).toBe("Vigente");
});
