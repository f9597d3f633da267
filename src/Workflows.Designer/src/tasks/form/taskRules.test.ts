import { describe, expect, test } from "vitest";
import cases from "../../../../../tests/form-cases.json?raw";
import { answersToSend } from "./asked";
import type { Content, Field } from "./content";
import { exactSum } from "./sum";
import { findingsOf, type Finding } from "./taskRules";

type Case = { name: string; content: Content; actions: string[]; action: string; payload: object; findings: Finding[] };

describe("what a page says before sending is what the server says after", () => {
  test.each((JSON.parse(cases) as Case[]).map((one) => [one.name, one] as const))("%s", (_, one) => {
    expect(findingsOf(one.actions, one.content, one.action, one.payload)).toEqual(one.findings);
  });
});

describe("what is sent", () => {
  test("is only what is asked and was answered, in every row", () => {
    const form: Field[] = [
      { id: "critico", label: "¿Es crítico?", type: "yesNo" },
      { id: "motivo", label: "Motivo", visibleWhen: { field: "critico", in: [true] } },
      { id: "filas", label: "Filas", type: "table", columns: [{ id: "a", label: "A" }, { id: "b", label: "B", visibleWhen: { field: "a", answered: true } }] },
    ];

    expect(answersToSend(form, { critico: false, motivo: "escrito antes", filas: [{ a: " ", b: "sobra" }, { a: "1", b: "2" }], otro: 1 })).toEqual({
      critico: false,
      filas: [{}, { a: "1", b: "2" }],
    });
  });
});

test.each([[[0.1, 0.2], 0.3], [[33.33, 33.33, 33.33], 99.99], [[100, -99.99], 0.01], [[], 0], [[-0.5], -0.5]])("%j sum %d as written", (numbers, sum) => {
  expect(exactSum(numbers)).toBe(sum);
});
