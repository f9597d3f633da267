import { describe, expect, test } from "vitest";
import { readProblem } from "./problem";

describe("reading a refusal", () => {
  test("its sentence and what is wrong with each field are kept", () => {
    const problem = readProblem(422, { title: "Hay datos que corregir", detail: "Corrige los campos.", errors: { weights: ["Suman 90."] } });

    expect(problem).toMatchObject({ status: 422, title: "Hay datos que corregir", detail: "Corrige los campos.", fields: { weights: ["Suman 90."] } });
  });

  test.each([undefined, "<html>", null, { detail: 7, errors: "x" }])("an answer of another shape still tells what to do: %j", (body) => {
    expect(readProblem(502, body).detail).toContain("Vuelve a intentarlo");
  });
});
