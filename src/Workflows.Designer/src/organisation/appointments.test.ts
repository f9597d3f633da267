import { expect, test } from "vitest";
import { byTime, mayChange, postError } from "./appointments";

test("two holders on the same days are told at the first day", () => {
  expect(postError((field) => (field === "organisation" ? "«Ana» y «Luis» son titulares en los mismos días." : undefined), "from")).toContain("Ana");
});

test("a successor who does not exist is told at the person", () => {
  expect(postError((field) => (field === "successorId" ? "Elige a otra persona activa." : undefined), "personId")).toBe("Elige a otra persona activa.");
});

test("who coordinates changes no national post, and who only looks changes none", () => {
  expect(mayChange({ administers: false, coordinates: true }, "National")).toBe(false);
  expect(mayChange({ administers: false, coordinates: true }, "Institution")).toBe(true);
  expect(mayChange({ administers: true, coordinates: false }, "National")).toBe(true);
  expect(mayChange({ administers: false, coordinates: false }, "Ministry")).toBe(false);
});

test("a post to come is listed with those of now", () => {
  const posts = [{ id: 1, when: "Now" as const }, { id: 2, when: "Before" as const }, { id: 3, when: "After" as const }];
  expect(byTime(posts)).toEqual({ current: [posts[0], posts[2]], before: [posts[1]] });
});
