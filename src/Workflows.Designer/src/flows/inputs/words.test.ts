import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formulaOfText, textOfFormula } from "./blanks";
import { comparesWithValue, conditionOf, operators, textOfCondition, type Comparison, type Condition } from "./conditions";
import { read } from "./inputs";
import { shippedInputs } from "./shipped";
import { spanInWords, spanOf, textOfSpan } from "./timeSpan";

describe("a length of time", () => {
  test.each([
    ["10.00:00:00", "10 días corridos"],
    ["1.02:30:00", "1 día corrido, 2 horas, 30 minutos"],
    ["00:00:01", "1 segundo"],
    ["00:00:00", "0 días corridos"],
    ["3", "3 días corridos"],
  ])("%s is «%s»", (text, words) => expect(spanInWords(spanOf(text)!)).toBe(words));

  test.each(["-1.00:00:00", "25:00:00", "00:61:00", "mañana", ""])("«%s» is none", (text) => expect(spanOf(text)).toBeNull());

  test("is read as it was written", () => {
    const part = (most: number) => fc.integer({ min: 0, max: most });
    const spans = fc.record({ days: part(5000), hours: part(23), minutes: part(59), seconds: part(59) });
    fc.assert(fc.property(spans, (span) => void expect(spanOf(textOfSpan(span))).toEqual(span)));
  });
});

describe("a condition", () => {
  test("of simple comparisons is read in words", () => {
    expect(conditionOf('oportunidad == "tarde" && x > 3')).toEqual({
      joinedBy: "and", parts: [{ fact: "oportunidad", operator: "is", value: "tarde" }, { fact: "x", operator: "more", value: 3 }],
    });
    expect(conditionOf("count(objeciones) == 0 || sesion.nueva_fecha != null")).toEqual({
      joinedBy: "or", parts: [{ fact: "count(objeciones)", operator: "is", value: 0 }, { fact: "sesion.nueva_fecha", operator: "filled" }],
    });
    expect(conditionOf("reglas.silencio_aprueba && !liviana")).toEqual({
      joinedBy: "and", parts: [{ fact: "reglas.silencio_aprueba", operator: "holds" }, { fact: "liviana", operator: "fails" }],
    });
  });

  test.each([
    "a == 1 && b == 2 || c == 3", "(a == 1)", "a == b", "first(ficha).kind == \"x\"", "a === 1", "a ? b : c", "a == 1 &&", "", "!a == 1",
    "true", "a > null", "a?.b == 1", "a[0] == 1", "a == 1.", "a == \"x\" + y",
  ])("that says more is left to its formula: %s", (text) => expect(conditionOf(text)).toBeNull());

  test("is read as it was written", () => {
    fc.assert(fc.property(conditions, (condition) => void expect(conditionOf(textOfCondition(condition))).toEqual(condition)));
  });

  test("of what ships is read and written to the same words", () => {
    const formulas = shippedInputs.flatMap(({ activity, name, editor }) => {
      const state = read(activity, name, editor);
      return editor === "condition" && state.kind === "expression" ? [state.text] : [];
    });
    const simple = formulas.filter((text) => conditionOf(text));

    expect(simple.length).toBeGreaterThan(formulas.length / 2);
    for (const text of simple) expect(textOfCondition(conditionOf(text)!)).toBe(text);
  });
});

describe("a text with facts in it", () => {
  const facts = new Set(["name", "period"]);

  test("is written as people say it", () => {
    expect(textOfFormula("`Aceptar el informe de ${name}: ${period.nombre}`", facts)).toBe("Aceptar el informe de {name}: {period.nombre}");
    expect(formulaOfText("Aceptar el informe de {name}: {period.nombre}", facts)).toBe("`Aceptar el informe de ${name}: ${period.nombre}`");
  });

  test("without facts is a text, braces and all", () => expect(formulaOfText("Firmar {otro} y { name }", facts)).toBeNull());

  test.each(["`${count(x) == 0 ? 1 : 2}`", "name", "`a` + name", "`{name} ${name}`", "`\\n`", "`"])(
    "that computes something is left to its formula: %s", (formula) => expect(textOfFormula(formula, facts)).toBeNull(),
  );

  test("is read as it was written", () => {
    const word = fc.oneof(fc.constantFrom("{name}", "{period.a}", "{otro}", "${", "$", "`", "\\", "{", "}"), fc.string());
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join("");
        const formula = formulaOfText(text, facts);
        if (formula !== null) expect(textOfFormula(formula, facts)).toBe(text);
      }),
    );
  });
});

const facts = fc.constantFrom("vuelta", "cuando.fecha", "count(filas)", "año", "nulo", "trueno");
const values = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom(1.5, -0.25));
const comparisons: fc.Arbitrary<Comparison> = fc
  .record({ fact: facts, operator: fc.constantFrom(...operators.map(({ value }) => value)), value: values })
  .map(({ value, ...rest }) => (comparesWithValue(rest.operator) ? { ...rest, value } : rest));
const conditions: fc.Arbitrary<Condition> = fc
  .record({ joinedBy: fc.constantFrom("and" as const, "or" as const), parts: fc.array(comparisons, { minLength: 1, maxLength: 5 }) })
  .map(({ joinedBy, parts }) => ({ joinedBy: parts.length === 1 ? "and" : joinedBy, parts }));
