import { expect, test } from "vitest";
import { read } from "./NumberInput";

test.each([
  ["33,5", 33.5], ["33.5", 33.5], ["-1", -1], ["1.234", 1234], ["1.234.567,8", 1234567.8], [" 7 ", 7], ["", undefined], ["  ", undefined], ["33,", "33,"], ["mucho", "mucho"], ["1e5", "1e5"],
])("%j is read as %j", (typed, value) => {
  expect(read(typed)).toBe(value);
});
