import { expect, test } from "vitest";
import { choose, stillOpen } from "./choosing";

test("what was chosen stays chosen when others are added or taken out", () => {
  expect([...choose(choose(new Set(["A"]), ["B", "C"], true), ["B"], false)]).toEqual(["A", "C"]);
});

test("who finished meanwhile is not reminded", () => {
  expect(stillOpen(new Set(["A", "B"]), ["B", "C"])).toEqual(["B"]);
});
