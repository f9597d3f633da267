import { describe, expect, test } from "vitest";
import { factNamed, factsOf, inWords, usesOf } from "./facts";
import {
  askingOf, boundOf, mayLookAt, movedRow, optionsOf, rowsOf, withAsking, withBound, withMember, withNewRow, withoutRow, withOptions,
  withType, type Row,
} from "./fields";
import { read } from "./inputs";
import { shippedFlows, shippedInputs } from "./shipped";

const meta: Row = { id: "meta", label: "Meta", type: "number", required: true, ajeno: { se: "queda" }, rules: { min: 0, otra: 1 } };
const yes = { id: "si", label: "Sí", color: "verde" };
const no = { id: "no", label: "No" };
const sigue: Row = { id: "sigue", label: "¿Sigue?", type: "choice", options: [yes, no] };

describe("the fields of a form", () => {
  test("a new one is kept under a name of its own", () => {
    const rows = withNewRow(withNewRow([meta], "Meta", { type: "text" }), "Año de término", { type: "text" });

    expect(rows.map((row) => row.id)).toEqual(["meta", "meta2", "anoDeTermino"]);
    expect(rows[0]).toBe(meta);
  });

  test("change places, and stay at the ends", () => {
    const rows = [meta, sigue];

    expect(movedRow(rows, 1, -1)).toEqual([sigue, meta]);
    expect(movedRow(rows, 0, -1)).toBe(rows);
    expect(movedRow(rows, 1, 1)).toBe(rows);
    expect(withoutRow(rows, 0)).toEqual([sigue]);
  });

  test("keep what nobody here knows of them", () => {
    expect(withMember(meta, "label", "Otra")).toEqual({ ...meta, label: "Otra" });
    expect(withBound(meta, "max", 100)).toEqual({ ...meta, rules: { min: 0, otra: 1, max: 100 } });
    expect(withBound({ ...meta, rules: { min: 0 } }, "min", undefined)).not.toHaveProperty("rules");
    expect(boundOf(meta, "min")).toBe(0);
  });

  test("of another type bring what it cannot do without, and nothing when they have it", () => {
    expect(optionsOf(withType(meta, "choice"))).toHaveLength(2);
    expect(rowsOf(withType(meta, "table").columns)).toHaveLength(1);
    expect(withType(meta, "place").kinds).toEqual(["institution"]);
    expect(withType(sigue, "choices").options).toBe(sigue.options);
  });

  test("an option that changes its words keeps the name of its answers", () => {
    expect(withOptions(sigue, ["Sí, sigue", "No"]).options).toEqual([{ ...yes, label: "Sí, sigue" }, no]);
    expect(withOptions(sigue, ["No", "Tal vez", "Sí"]).options).toEqual([no, { id: "talVez", label: "Tal vez" }, yes]);
    expect(withOptions({ ...sigue, options: ["a", "b"] }, ["a", "c"]).options).toEqual(["a", "c"]);
  });

  test("are asked only when another before them says so", () => {
    const asked = withAsking(meta, { field: "sigue", answers: ["si"], not: false });

    expect(asked.visibleWhen).toEqual({ field: "sigue", in: ["si"] });
    expect(askingOf(asked)).toEqual({ field: "sigue", answers: ["si"], not: false });
    expect(withAsking(asked, { field: "sigue", answers: null, not: true }).visibleWhen)
      .toEqual({ field: "sigue", answered: true, not: true });
    expect(withAsking(asked, null)).not.toHaveProperty("visibleWhen");
    expect(mayLookAt([sigue, { id: "t", type: "table" }, meta], 2)).toEqual([sigue]);
  });

  test("of what ships are all understood, and asking what they ask changes nothing", () => {
    const fields = shippedInputs.flatMap(({ activity, name, editor }) => {
      const state = read(activity, name, editor);
      return editor === "form" && state.kind === "value" ? rowsOf(state.value) : [];
    });

    expect(fields.length).toBeGreaterThan(100);
    for (const field of fields) {
      expect(withAsking(field, askingOf(field))).toEqual(field);
      expect(withType(field, String(field.type))).toEqual(field);
      if (field.options) expect(withOptions(field, optionsOf(field).map(({ label }) => label))).toEqual(field);
    }
  });
});

describe("the facts of a flow", () => {
  const design = shippedFlows.find((flow) => flow.definitionId === "pmg-diseno")!;

  test("have names that people read", () => {
    expect(inWords("observacionesAceptadas")).toBe("observaciones aceptadas");
    expect(inWords("nueva_fecha")).toBe("nueva fecha");
    expect(factNamed("Monto aprobado en 2027")).toBe("montoAprobadoEn2027");
    expect(["", "2027", "¿?"].map(factNamed)).toEqual(["", "", ""]);
  });

  test("are what it keeps, what it begins with and what was answered", () => {
    const facts = factsOf(design);

    expect(facts).toContainEqual({ path: "objeciones", label: "objeciones", group: "Datos del proceso" });
    expect(new Set(facts.map((fact) => fact.group)).size).toBe(3);
    expect(facts.filter((fact) => fact.group === "Lo que se respondió")[0]!.label).toMatch(/, de «.+»$/);
    expect(new Set(facts.map((fact) => fact.path)).size).toBe(facts.length);
  });

  test("say where they are used, and a longer name is not the same fact", () => {
    const used = (name: string) => usesOf(design, name).map((use) => use.step);

    expect(used("decreto").length).toBeGreaterThan(0);
    expect(used("decret")).toEqual([]);
    expect(used("instituciones").length).toBeGreaterThan(1);
  });
});
