import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity } from "../draft/document";
import { inputKinds } from "./inputKinds";
import { isAlike, read, unset, valued, write, type InputState } from "./inputs";
import { shippedInputs } from "./shipped";

const step = (input: unknown): Activity => ({ id: "a", type: "Workflows.Review", input });
const literal = (value: unknown, typeName = "String") => ({ typeName, expression: { type: "Literal", value } });

describe("an input of what ships", () => {
  test("there are many, and a control understands each of them", () => {
    const foreign = shippedInputs.filter(({ activity, name, editor }) => read(activity, name, editor).kind === "foreign");

    expect(shippedInputs.length).toBeGreaterThan(900);
    expect(foreign.map(({ activity, name }) => `${activity.id}.${name}`)).toEqual([]);
  });

  test("that is read and written stays the very same", () => {
    for (const { activity, name, editor } of shippedInputs)
      expect(write(activity, name, editor, read(activity, name, editor))).toBe(activity[name]);
  });

  test("that is written anew says the same", () => {
    for (const { activity, name, editor } of shippedInputs) {
      const state = read(activity, name, editor);
      const fresh = { id: activity.id, type: activity.type, [name]: write({ id: "x", type: "y" }, name, editor, state) };
      expect(read(fresh, name, editor)).toEqual(state);
    }
  });
});

describe("an input that says something else", () => {
  test("keeps what it had besides", () => {
    const before = { ...literal("Antes"), memoryReference: { id: "m1" }, ajeno: [1] };

    expect(write(step(before), "input", "text", valued("Después")))
      .toEqual({ ...before, expression: { type: "Literal", value: "Después" } });
  });

  test("has the shape that the engine reads", () => {
    expect(write(step(undefined), "input", "yesNo", valued(true))).toEqual(literal(true, "Boolean"));
    expect(write(step(undefined), "input", "number", valued(5))).toEqual(literal(5, "Double"));
    expect(write(step(undefined), "input", "timeSpan", valued("10.00:00:00"))).toEqual(literal("10.00:00:00", "TimeSpan"));
    expect(write(step(undefined), "input", "list", valued(["a"])))
      .toEqual({ typeName: "Object", expression: { type: "Object", value: ["a"] } });
    expect(write(step(undefined), "input", "expression", { kind: "variable", name: "acta", id: "v1" })).toEqual({
      typeName: "Object", expression: { type: "Variable", value: { id: "v1", name: "acta", typeName: "Object" } },
    });
    expect(write(step(undefined), "input", "condition", { kind: "expression", language: "Condition", text: "vuelta == 1" })).toEqual({
      typeName: "Boolean", expression: { type: "Condition", value: "vuelta == 1" },
    });
  });

  test("is taken out when it says nothing", () => {
    expect(write(step(literal("x")), "input", "text", unset)).toBeUndefined();
  });

  test("that was JSON in a text stays JSON in a text", () => {
    const before = { typeName: "String[]", expression: { type: "Object", value: '["Respuesta","Plazo"]' } };

    expect(read(step(before), "input", "list")).toEqual(valued(["Respuesta", "Plazo"]));
    expect(write(step(before), "input", "list", valued(["Respuesta"])))
      .toEqual({ typeName: "String[]", expression: { type: "Object", value: '["Respuesta"]' } });
  });
});

describe("what a control does not understand", () => {
  const cases: [string, unknown][] = [
    ["number", literal("muchos")],
    ["yesNo", literal("quizás")],
    ["timeSpan", literal("-1.00:00:00")],
    ["list", { typeName: "Object", expression: { type: "Object", value: [{ a: 1 }] } }],
    ["text", { typeName: "String", expression: { type: "Input", value: { name: "x" } } }],
    ["deadline", { typeName: "Object", expression: { type: "Object", value: "diez días" } }],
    ["text", { memoryReference: { id: "m" } }],
  ];

  test.each(cases)("of %s stays as it came", (editor, raw) => {
    const state = read(step(raw), "input", editor);

    expect(state).toEqual({ kind: "foreign", json: raw });
    expect(write(step(raw), "input", editor, state)).toBe(raw);
  });

  test("whatever a file brings, reading and writing it changes nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(inputKinds)), fc.oneof(fc.jsonValue(), expressions), (editor, raw) => {
        expect(write(step(raw), "input", editor, read(step(raw), "input", editor))).toBe(raw);
      }),
    );
  });

  test("whatever is written is read as it was meant", () => {
    fc.assert(
      fc.property(expressions, texts, (before, text) => {
        const states: [string, InputState][] = [
          ["text", valued(text)],
          ["list", valued([text])],
          ["text", { kind: "expression", language: "JavaScript", text }],
          ["expression", { kind: "variable", name: text, id: text }],
        ];
        for (const [editor, state] of states) {
          const after = step(write(step(before), "input", editor, state));
          expect(read(after, "input", editor)).toEqual(state);
        }
      }),
    );
  });
});

test("the order of members is no difference, everything else is", () => {
  expect(isAlike({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  const others = [{ a: 1 }, { a: 1, b: [3] }, { a: 1, b: [2], c: 0 }, null, [1], "a"];
  expect(others.filter((other) => isAlike({ a: 1, b: [2] }, other))).toEqual([]);
});

const texts = fc.string({ minLength: 1 });
const expressions = fc.record({
  typeName: fc.constantFrom("String", "Object"),
  expression: fc.record({
    type: fc.constantFrom("Literal", "Object", "Json", "Variable", "JavaScript", "Liquid", "Input"),
    value: fc.jsonValue(),
  }),
});
