import { describe, expect, it } from "vitest";
import { performed } from "../draft/commands";
import { activitiesOf, type FlowDocument } from "../draft/document";
import { draftOf } from "../draft/draft";
import { commandOf } from "./fixes";

const literal = (value: string) => ({ typeName: "String", expression: { type: "Literal", value } });
const flow: FlowDocument = {
  definitionId: "f", variables: [],
  root: {
    id: "c", type: "Elsa.Flowchart",
    activities: [
      { id: "camino", type: "Elsa.FlowDecision", condition: { typeName: "Boolean", expression: { type: "JavaScript", value: "mnto > 10" } }, metadata: { displayText: "¿Grande?" } },
      { id: "aviso", type: "Workflows.Notify", subject: literal("Hola"), metadata: { displayText: "Aviso" } },
      { id: "fin", type: "Elsa.Finish" },
    ],
    connections: [{ source: { activity: "camino", port: "True" }, target: { activity: "aviso", port: "In" } }],
  },
};

function mended(fix: { kind: string; label: string; data: Record<string, string> }, step: string): FlowDocument {
  const command = commandOf(fix, step, flow);
  return command ? performed(draftOf(flow), command, (port) => port).draft.document : flow;
}
const stepOf = (document: FlowDocument, id: string) => activitiesOf(document).find((one) => one.id === id)!;

describe("a mend that the checker offers", () => {
  it("writes a name as it is called, where it stands", () => {
    const fix = { kind: "replaceText", label: "Escribir «monto»", data: { input: "condition", position: "1", from: "mnto", to: "monto" } };
    expect(stepOf(mended(fix, "camino"), "camino").condition).toEqual({ typeName: "Boolean", expression: { type: "JavaScript", value: "monto > 10" } });
  });

  it("touches nothing where something else was written meanwhile", () =>
    expect(mended({ kind: "replaceText", label: "", data: { input: "condition", position: "3", from: "mnto", to: "monto" } }, "camino")).toBe(flow));

  it("declares a fact that a formula reads", () =>
    expect(mended({ kind: "declareVariable", label: "", data: { name: "monto" } }, "camino").variables).toEqual([{ id: "monto", name: "monto", typeName: "Object", isArray: false }]));

  it("fills an input, ends a way, takes out arrows or the step, and calls it otherwise", () => {
    expect(stepOf(mended({ kind: "setInput", label: "", data: { input: "subject", value: "Buenos días" } }, "aviso"), "aviso").subject).toEqual(literal("Buenos días"));
    expect(mended({ kind: "connectToEnd", label: "", data: { port: "False" } }, "camino").root.connections).toHaveLength(2);
    expect(mended({ kind: "removeArrows", label: "", data: { port: "True" } }, "camino").root.connections).toEqual([]);
    expect(activitiesOf(mended({ kind: "removeStep", label: "", data: {} }, "aviso")).map(({ id }) => id)).toEqual(["camino", "fin"]);
    expect(stepOf(mended({ kind: "renameStep", label: "", data: { label: "Aviso 2" } }, "aviso"), "aviso").metadata).toMatchObject({ displayText: "Aviso 2" });
  });

  it("is not offered where this page does not know it, or the step is gone", () => {
    expect(commandOf({ kind: "somethingNew", label: "", data: {} }, "aviso", flow)).toBeNull();
    expect(commandOf({ kind: "removeStep", label: "", data: {} }, "nadie", flow)).toBeNull();
  });
});
