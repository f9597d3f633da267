import { expect, test } from "vitest";
import { isSameView } from "./ViewTabs";

test("a view is the same in whatever order its filters were written, and an empty filter says nothing", () => {
  expect(isSameView("state=Late&step=a", "step=a&state=Late")).toBe(true);
  expect(isSameView("state=&step=a", "step=a")).toBe(true);
  expect(isSameView("", "state=Late")).toBe(false);
});
