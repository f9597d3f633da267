import { expect, test } from "vitest";
import type { Session } from "../session/session";
import { features } from "./features";
import { pagesNamed } from "./found";

const personWith = (role: string) => ({ posts: [{ role }] }) as unknown as Session;

test("a page is found without its accents", () => {
  expect(pagesNamed("prorrogas", features, personWith("national.coordinator")).map((page) => page.to)).toEqual(["/prorrogas"]);
});

test("nobody finds a page that is not in their menu", () => {
  expect(pagesNamed("correos", features, personWith("institution.pmgOfficer"))).toEqual([]);
});

test("before anything is written all of one's pages are there", () => {
  expect(pagesNamed("", features, personWith("institution.pmgOfficer")).map((page) => page.label)).toEqual(["Mis tareas", "Procesos", "Calendario", "Mi calendario"]);
});
