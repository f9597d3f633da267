import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { stepsOf } from "../draft/document";
import { shippedFlows, shippedPalette } from "../inputs/shipped";
import { FlowDrawn } from "./FlowDrawn";
import { linesOf, rowsOf, sheetOf, wellFormed } from "./sheet";

const inks = { ink: "#000", muted: "#555", line: "#bbb", arrow: "#777", back: "#850", surface: "#fff" };

describe.each(shippedFlows.map((flow) => ({ name: String(flow.name), flow })))("$name on paper", ({ flow }) => {
  const sheet = sheetOf(flow, shippedPalette, new Map());

  it("stands on strips that follow each other and cut no step", () => {
    const { strips, whole, steps } = sheet;
    expect(strips[0]!.x).toBe(whole.x);
    strips.slice(1).forEach((strip, at) => expect(strip.x).toBe(strips[at]!.x + strips[at]!.width));
    expect(strips.at(-1)!.x + strips.at(-1)!.width).toBeCloseTo(whole.x + whole.width);
    for (const cut of strips.slice(1).map(({ x }) => x)) expect(steps.filter(({ box }) => box.x < cut && box.x + box.width > cut)).toEqual([]);
  });

  it("has every step in the drawing and in the list", () => {
    const drawn = renderToStaticMarkup(createElement(FlowDrawn, { sheet, part: sheet.whole, inks, title: "Flujo" }));
    expect(drawn).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(drawn).not.toContain("var(");
    expect(rowsOf(flow, shippedPalette, new Map()).map(({ label }) => label).toSorted()).toEqual(stepsOf(flow).map(({ label }) => label).toSorted());
  });
});

it("a name with characters that no file of its kind may have leaves a file that can be opened", () => {
  expect(wellFormed("<text>Firma\u0001 \uD800de\uFFFF\tla 😀</text>")).toBe("<text>Firma de\tla 😀</text>");
});

it("a long name is broken into lines, and says where it goes on", () => {
  expect(linesOf("Informe al Ministerio del Interior")).toEqual(["Informe al Ministerio del", "Interior"]);
  expect(linesOf("x".repeat(5_000))).toEqual([`${"x".repeat(26)}…`]);
  expect(linesOf("una palabra tras otra ".repeat(10))).toHaveLength(3);
});
