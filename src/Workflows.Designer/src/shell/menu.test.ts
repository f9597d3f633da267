import { describe, expect, it } from "vitest";
import type { Session } from "../session/session";
import type { Feature } from "../session/pages";
import { features } from "./features";
import { entryAt, menuOf } from "./menu";

const personWith = (...roles: string[]) => ({ posts: roles.map((role) => ({ role })) }) as unknown as Session;
const namesOf = (features: readonly Feature[], session: Session) =>
  menuOf(features, session).map((part) => ("entry" in part ? part.entry.label : `${part.name}: ${part.entries.map((entry) => entry.label).join(", ")}`));

describe("the menu", () => {
  it("gives an institution its few pages in one row", () => {
    expect(namesOf(features, personWith("institution.pmgOfficer"))).toEqual(["Mis tareas", "Procesos", "Calendario", "Mi calendario"]);
  });

  it("groups what a coordinator has, in the order of the groups", () => {
    const parts = menuOf(features, personWith("national.coordinator"));

    const groups = parts.map((part) => ("entry" in part ? part.entry.group : part.name));
    expect([...new Set(groups)]).toEqual(["Trabajo", "Seguimiento", "Avisos", "Calendario", "Administración"]);
    expect(parts.flatMap((part) => ("entry" in part ? part.entry.label : []))).toEqual(["Mis tareas", "Hoy"]);
  });

  it("loses no entry to the groups", () => {
    const session = personWith("national.coordinator");
    const shown = menuOf(features, session).flatMap((part) => ("entry" in part ? [part.entry] : part.entries));

    expect(shown.map((entry) => entry.to).sort()).toEqual(features.flatMap((feature) => feature.menu).filter((entry) => entry.isFor(session)).map((entry) => entry.to).sort());
  });

  it("offers the auditor what they may read", () => {
    const shown = namesOf(features, personWith("national.auditor")).join(" ");

    for (const label of ["Lo que no salió", "Avisos retenidos", "Ausencias", "Correos", "Organización"]) expect(shown).toContain(label);
  });

  it("counts a page below an entry as of that entry, and a longer name as another", () => {
    const entry = { label: "Correos", to: "/correos", group: "Avisos" as const, about: "", isFor: () => true };

    expect(entryAt([entry], "/correos/mail-1")).toBe(entry);
    expect(entryAt([entry], "/correos-viejos")).toBeUndefined();
  });

  it("is at one entry alone where the page of one lies below another's", () => {
    const entries = features.flatMap((feature) => feature.menu);

    expect(entryAt(entries, "/correos/servidor")?.to).toBe("/correos/servidor");
    expect(entryAt([...entries].reverse(), "/correos/mail-1")?.to).toBe("/correos");
  });
});
