import { expect, test } from "vitest";
import { addressToConfirm, claveUnicaNotice, homeOf, institutionalNotice, placeAfterLogin, placesOf, secretIn } from "./places";

const here = "https://flujos.example.cl";

test("after entering, a person goes on to the page they wanted", () => {
  expect(placeAfterLogin("/tareas/7?vista=plazo#remarks", here)).toBe("/tareas/7?vista=plazo#remarks");
});

test.each([
  null, "", "https://otro.example", "https:otro.example", "//otro.example", "///otro.example", "/\\otro.example", "\\\\otro.example", "/\t/otro.example",
  "/\n/otro.example", "/\t\\otro.example", "\t//otro.example", " //otro.example", "/.//otro.example", "/tareas/..//otro.example", "//[", "javascript:alert(1)",
  "data:text/html,x", "tareas", "@otro.example", "/api/session/claveunica",
])("an address that is not a page of ours leads to the start: %j", (wanted) => {
  expect(placeAfterLogin(wanted, here)).toBe("/");
});

test("the secret of a link is what stands after its «#»", () => {
  expect(secretIn("#abc-_1")).toBe("abc-_1");
  expect(secretIn("#codigo=xyz", "codigo")).toBe("xyz");
  expect(secretIn("#otro=xyz", "codigo")).toBe("");
});

test("a RUN that nobody has is told apart from a failure of ClaveÚnica", () => {
  expect(claveUnicaNotice("desconocido")?.title).toContain("RUN");
  expect(claveUnicaNotice("fallo")?.title).toContain("ClaveÚnica");
  expect(claveUnicaNotice(null)).toBeUndefined();
});

test("the address to confirm is shown as it is written, also when somebody spoiled it", () => {
  expect(addressToConfirm("#confirmar=ana%40ejemplo.cl")).toBe("ana@ejemplo.cl");
  expect(addressToConfirm("#confirmar=%E0%")).toBe("%E0%");
  expect(addressToConfirm("#codigo=xyz")).toBe("");
});

test.each(["desconocido", "sin-correo", "sin-clave", "otra", "caido"])("what hinders the institution's account is told in its own words: %s", (word) => {
  const notice = institutionalNotice(word);
  expect(notice?.title).not.toBe(institutionalNotice("fallo")?.title);
  expect(notice?.detail).toMatch(/clave/);
});

test("a word that nobody knows is told as a failure, and none as nothing", () => {
  expect(institutionalNotice("constructor")).toEqual(institutionalNotice("fallo"));
  expect(institutionalNotice(null)).toBeUndefined();
});

test("a place where a person holds two posts is offered once", () => {
  const post = { role: "a", roleLabel: "A", scopeKind: "Institution" as const, scopeCode: "X", scopeName: "Servicio X", isSubstitute: false };
  const session = { personId: "p", name: "P", email: "p@example.cl", csrfToken: "", needsSecondFactor: false, posts: [post, { ...post, role: "b" }, { ...post, scopeCode: "Y", scopeName: "Y" }] };
  expect(placesOf(session)).toEqual([{ code: "X", name: "Servicio X", posts: ["A"] }, { code: "Y", name: "Y", posts: ["A"] }]);
});

test("whoever substitutes reads (S) after the post", () => {
  const post = { role: "a", roleLabel: "Jefatura", scopeKind: "Institution" as const, scopeCode: "X", scopeName: "X", isSubstitute: true };
  expect(placesOf({ personId: "p", name: "P", email: "p@example.cl", csrfToken: "", needsSecondFactor: false, posts: [post] })[0]!.posts).toEqual(["Jefatura (S)"]);
});

test.each([
  ["ministry.undersecretary", "/alertas"], ["ministry.cabinet", "/semana"], ["national.coordinator", "/coordinacion"], ["institution.pmgOfficer", "/tareas"],
])("whoever is %s begins at %s", (role, page) => {
  expect(homeOf({ posts: [{ role }] } as never)).toBe(page);
});
