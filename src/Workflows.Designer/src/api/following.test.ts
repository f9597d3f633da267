import { describe, expect, test } from "vitest";
import { isStale, keysThatFollow } from "./following";

describe("what a page asks again", () => {
  test("a process that moved is asked again wherever it may be shown, once", () => {
    const keys = keysThatFollow([{ kind: "instances", id: "a" }, { kind: "instances", id: "b" }]);

    expect(keys).toEqual(expect.arrayContaining(["/api/processes", "/api/stages", "/api/tasks"]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("a mail that left is asked again among mails only", () => {
    expect(keysThatFollow([{ kind: "mails", id: "m" }])).toEqual(["/api/mails"]);
  });

  test("news that may have been lost asks everything again", () => {
    expect(keysThatFollow([{ kind: "mails", id: "m" }, { kind: "*", id: "" }])).toEqual(["/api/"]);
  });

  test("a kind that this page has never heard of shows on its own list", () => {
    expect(keysThatFollow([{ kind: "telescopes", id: "1" }])).toEqual(["/api/telescopes"]);
  });

  test("a key is stale by how it begins, and what is no address never is", () => {
    expect(isStale("/api/tasks/{id}", ["/api/tasks"])).toBe(true);
    expect(isStale("/api/mails", ["/api/tasks"])).toBe(false);
    expect(isStale(7, ["/api/tasks"])).toBe(false);
  });
});
