import { expect, test } from "vitest";
import { accessOf } from "./access";

test("a person who was deactivated cannot enter, whatever they had", () => {
  expect(accessOf({ active: false, access: "Ready" }).label).toBe("Desactivada");
});

test("whoever has not chosen a password is waiting for, or lacks, an invitation", () => {
  expect(accessOf({ active: true, access: "Invited" })).toEqual({ label: "Invitación enviada", tone: "soon" });
  expect(accessOf({ active: true, access: "None" }).label).toBe("Sin invitar");
});
