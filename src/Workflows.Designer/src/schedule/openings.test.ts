import { expect, it } from "vitest";
import { firstForm, formOf, ruleOf } from "./openings";

it("sends only the day that was chosen", () => {
  expect(ruleOf(firstForm)).toEqual({ every: "quarter", month: 3, workingDaysAfter: 0, roll: "next", hour: "09:00" });
  expect(ruleOf({ ...firstForm, kind: "day", day: 15 })).toMatchObject({ day: 15 });
  expect(ruleOf({ ...firstForm, kind: "weekday" })).toMatchObject({ weekday: "tuesday", nth: 2 });
  expect(ruleOf({ ...firstForm, kind: "day", day: 15 })).not.toHaveProperty("weekday");
});

it("never names a month that the period does not have", () => {
  expect(ruleOf({ ...firstForm, every: "month", month: 3 }).month).toBe(1);
});

it("reads a stored rule back as it was, with what it left unsaid", () => {
  for (const form of [firstForm, { ...firstForm, kind: "day", day: 15 } as const, { ...firstForm, kind: "weekday", nth: -1, weekday: "friday" } as const])
    expect(ruleOf(formOf(ruleOf(form)))).toEqual(ruleOf(form));
  expect(formOf({ every: "halfYear" })).toMatchObject({ month: 6, kind: "last", roll: "next", hour: "09:00" });
});
