import { describe, expect, test } from "vitest";
import { choicesOf, firstAnswers, inputOf, missingIn, placeOf, sentenceOf, type Finding, type Flow, type Input } from "./opening";

const input = (name: string, kind: Input["kind"], isNeeded = true): Input => ({ name, label: name === "year" ? "Año" : name, help: null, kind, isNeeded, follows: false });

const flow = (over: Partial<Flow> = {}): Flow => ({
  definitionId: "flujo", version: 1, name: "Flujo", description: null, openedAs: "Single", inputs: [input("year", "Year"), input("asunto", "Text", false), input("urgente", "Flag", false)], whyNot: null, ...over,
});

describe("opening work by hand", () => {
  test("offers stages first, and nothing that no form can open", () => {
    const choices = choicesOf([flow(), flow({ definitionId: "etapa", name: "Etapa", openedAs: "Stage" }), flow({ definitionId: "no", whyNot: "Necesita otra cosa." })]);

    expect(choices.map((group) => group.items.map((item) => item.value))).toEqual([["etapa"], ["flujo"]]);
  });

  test("begins with the year that is opened next", () => {
    expect(firstAnswers(flow(), 2027)).toEqual({ year: "2027", asunto: "", urgente: false });
  });

  test("sends numbers as numbers and leaves out what was left blank", () => {
    expect(inputOf(flow(), { year: " 2027 ", asunto: "  ", urgente: false })).toEqual({ year: 2027 });
    expect(inputOf(flow(), { year: "2027", asunto: "Incendio", urgente: true })).toEqual({ year: 2027, asunto: "Incendio", urgente: true });
    // What is no number is sent as it was written: the server says so at its field.
    expect(inputOf(flow(), { year: "dos mil" })).toEqual({ year: "dos mil" });
  });

  test("says what is missing", () => {
    expect(missingIn(flow(), { year: " " })).toBe("Falta: año.");
    expect(missingIn(flow(), { year: "2027" })).toBeUndefined();
  });

  test("leads to the place where a vacant post is filled, and nowhere for a step", () => {
    const finding = (kind: Finding["kind"]): Finding => ({ weight: "Asks", kind, text: "", then: "", parts: [], instanceId: null });

    expect(placeOf(finding("VacantPost"), { label: "x", place: "PE AGN" })).toBe("/organizacion/lugares/PE%20AGN/cargos");
    expect(placeOf(finding("NoDeadline"), { label: "x", place: null })).toBeUndefined();
  });

  test("says in one sentence how much would happen", () => {
    const seen = { processes: 159, steps: [{ tasks: 159 }], mails: [{ mails: 160 }, { mails: 1 }] } as never;

    expect(sentenceOf(seen)).toBe("Abre 159 procesos, con 159 tareas y 161 correos el primer día.");
  });
});
