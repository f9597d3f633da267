import { expect, test } from "vitest";
import { changeBy, normOf, nothingWritten, termActs } from "./termChange";

const written = { date: "2026-10-15", hour: "18:30", from: "2026-10-05", to: "2026-10-09", days: 3 };

test("an act that fixes a date asks for that date and hour, and says whether it is a new term", () => {
  expect(changeBy("date", written)).toEqual({ kind: "date", deadline: "2026-10-15T18:30", newTerm: false });
  expect(changeBy("newTerm", { ...written, hour: "" })).toEqual({ kind: "date", deadline: "2026-10-15", newTerm: true });
});

test("what was written for another act is no part of a suspension nor of more time", () => {
  expect(changeBy("suspension", written)).toEqual({ kind: "suspension", from: "2026-10-05", to: "2026-10-09" });
  expect(changeBy("office", written)).toEqual({ kind: "office", days: 3 });
});

test("days that nobody wrote are none, and the server says so", () => {
  expect(changeBy("office", nothingWritten)).toEqual({ kind: "office", days: 0 });
});

test("each act cites its own, and none of them in the words of another", () => {
  expect(new Set(termActs.map(({ value }) => normOf(value))).size).toBe(termActs.length);
});
