import { describe, expect, test } from "vitest";
import type { ProcessLine } from "../processes/states";
import { choose, through } from "./choosing";

const line = (id: string, institutionName: string, state: string) => ({ id, institutionName, institutionCode: id, state, steps: [], tasks: [] }) as unknown as ProcessLine;
const lines = [line("A", "Dirección de Vialidad", "Late"), line("B", "Servicio Agrícola", "Waiting")];
const all = { search: "", state: "", step: "", role: "" };

describe("finding institutions of a stage", () => {
  test("accents and capitals do not matter", () => {
    expect(through(lines, { ...all, search: "AGRICOLA" }).map((one) => one.id)).toEqual(["B"]);
  });

  test("a state leaves only those in it", () => {
    expect(through(lines, { ...all, state: "Late" }).map((one) => one.id)).toEqual(["A"]);
  });
});

test("what was chosen stays chosen when others are added or taken out", () => {
  expect([...choose(choose(new Set(["A"]), ["B", "C"], true), ["B"], false)]).toEqual(["A", "C"]);
});
