import { expect, test } from "vitest";
import { changeOf, peakOf } from "./trend";

const points = [40, 47, 45, 33, 31].map((value, i) => ({ day: `2026-11-0${i + 1}`, value }));

test("a trend names its peak, the first of several", () => {
  expect(peakOf(points)).toBe(1);
  expect(peakOf([{ day: "2026-11-01", value: 2 }, { day: "2026-11-08", value: 2 }])).toBe(0);
});

test.each([
  [3, "16 menos que hace 3 semanas"], [1, "2 menos que hace una semana"], [4, "9 menos que hace 4 semanas"], [5, undefined],
])("what changed in %i weeks is said in words", (weeks, words) => {
  expect(changeOf(points, weeks)).toBe(words);
});

test("more and the same are said too", () => {
  expect(changeOf([{ day: "2026-11-01", value: 2 }, { day: "2026-11-08", value: 3 }], 1)).toBe("1 más que hace una semana");
  expect(changeOf([{ day: "2026-11-01", value: 2 }, { day: "2026-11-08", value: 2 }], 1)).toBe("lo mismo que hace una semana");
});
