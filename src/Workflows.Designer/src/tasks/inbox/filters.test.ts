import { expect, test } from "vitest";
import { changed, isPlain, plainInbox, queryOf, readFilters, writeFilters } from "./filters";

test("a view is its address and comes back from it", () => {
  const filters = { ...plainInbox, search: "minería", due: "overdue" as const, claimed: "nobody" as const, all: true, sort: "title", page: 3 };

  expect(readFilters(writeFilters(filters))).toEqual(filters);
  expect(writeFilters(plainInbox).toString()).toBe("");
  expect(isPlain({ ...plainInbox, page: 2 })).toBe(true);
});

test("an address that somebody mistyped shows the plain inbox", () => {
  expect(readFilters(new URLSearchParams("tipo=x&plazo=nunca&tomadas=todos&orden=;drop&pagina=-4&estado=7"))).toEqual(plainInbox);
});

test("another filter starts at the first page", () => {
  expect(changed({ ...plainInbox, page: 4 }, { kind: "review" }).page).toBe(1);
  expect(changed(plainInbox, { page: 4 }).page).toBe(4);
});

test("what is due in a week is asked by its instant, and what ended by when it ended", () => {
  const now = Date.parse("2026-09-17T12:00:00Z");

  expect(queryOf({ ...plainInbox, due: "week" }, now)).toEqual({ state: "Open", sort: "dueAt", page: 1, dueBefore: "2026-09-24T12:00:00.000Z" });
  expect(queryOf({ ...plainInbox, state: "Completed" }, now)).toEqual({ state: "Completed", sort: "-closedAt", page: 1 });
});
