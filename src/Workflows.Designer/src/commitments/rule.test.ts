import { describe, expect, test } from "vitest";
import { formOf, ruleOf } from "./rule";

describe("the rule of critical commitments", () => {
  test("a rule goes into the page and comes out the same", () => {
    for (const rule of [
      { overdueWorkingDays: 10, reportsWithoutProgress: 2, obstacle: true },
      { overdueWorkingDays: 0, obstacle: false },
      { reportsWithoutProgress: 3, obstacle: false },
      { obstacle: true },
    ])
      expect(ruleOf(formOf(rule))).toEqual(rule);
  });

  test("nothing is sent while a number is missing or no condition is chosen", () => {
    const usual = formOf({ overdueWorkingDays: 10, obstacle: false });
    expect(ruleOf({ ...usual, days: "diez" })).toBeNull();
    expect(ruleOf({ ...usual, days: undefined })).toBeNull();
    expect(ruleOf({ ...usual, overdue: false })).toBeNull();
  });
});
