import { expect, it } from "vitest";
import { performed } from "./commands";
import type { FlowDocument } from "./document";
import { differenceOf } from "./difference";
import { draftOf } from "./draft";
import { shippedFlows } from "../inputs/shipped";
import type { Palette } from "./palette";

const palette = {
  fields: [],
  ports: { Approved: "Aprobado", Returned: "Observado" },
  steps: [
    { type: "Workflows.Review", name: "Revisar", description: "", category: "Personas", isOffered: true, endsTheFlow: false, ports: [{ name: "Approved", label: "Aprobado", isFailure: false }, { name: "Returned", label: "Observado", isFailure: false }], inputs: [
      { name: "title", label: "Título", help: null, editor: "text", choices: [] }, { name: "deadline", label: "Plazo", help: null, editor: "deadline", choices: [] }, { name: "form", label: "Formulario", help: null, editor: "form", choices: [] },
    ] },
  ],
} as unknown as Palette;

const input = (value: unknown) => ({ typeName: "Object", expression: { type: "Object", value } });
const review = (id: string, label: string, deadline: unknown, x = 0) => ({
  id, type: "Workflows.Review", metadata: { displayText: label, designer: { position: { x, y: 0 } } }, deadline: input(deadline),
  form: input([{ id: "monto", label: "Monto", type: "number", required: true }]),
});
const arrow = (from: string, port: string, to: string) => ({ source: { activity: from, port }, target: { activity: to, port: "In" } });
const policy = { term: { workingDays: 10 }, late: "accept", reminders: [5, 1], ladder: [{ level: 1, workingDaysAfter: 1 }, { level: 2, workingDaysAfter: 3 }] };
const flow: FlowDocument = {
  definitionId: "f", name: "Flujo", root: { activities: [review("a", "Revisión", policy), review("b", "Firma", policy)], connections: [arrow("a", "Approved", "b"), arrow("b", "Returned", "a")] },
};
const said = (after: FlowDocument) => differenceOf(flow, after, palette).flatMap((change) => [change.said, ...change.details]);

it("says what a deadline was and what it is now", () => {
  const longer = { ...policy, term: { workingDays: 15 }, ladder: [{ level: 1, workingDaysAfter: 2 }, { level: 2, workingDaysAfter: 3 }], reminders: [5] };
  expect(said({ ...flow, root: { ...flow.root, activities: [review("a", "Revisión", longer), review("b", "Firma", policy)] } })).toEqual([
    "Cambió «Revisión».", "Días hábiles: antes 10, ahora 15.", "Días hábiles antes en que se recuerda: antes 5, 1, ahora 5.", "Primer aviso de atraso, días hábiles después: antes 1, ahora 2.",
  ]);
});

it("does not count places, and knows a step again that got another id or another name", () => {
  expect(said({ ...flow, root: { ...flow.root, activities: [review("a", "Revisión", policy, 900), review("b", "Firma", policy, -3)] } })).toEqual([]);
  const other = { ...flow, root: { activities: [review("a2", "Revisión", policy), review("b", "Firma de la jefatura", policy)], connections: [arrow("a2", "Approved", "b"), arrow("b", "Returned", "a2")] } };
  expect(said(other)).toEqual(["Cambió «Firma de la jefatura».", "Se llamaba «Firma»."]);
});

it("tells steps and arrows that came and went", () => {
  const { draft } = performed(draftOf(flow), { do: "add", type: "Workflows.Review", label: "Revisión Dipres", after: { step: "a", port: "Approved" }, leavesBy: "Approved" }, String);
  expect(said(draft.document)).toEqual([
    "Se agregó «Revisión Dipres» (Revisar).", "«Revisión» sigue ahora en «Revisión Dipres», si Aprobado.", "«Revisión Dipres» sigue ahora en «Firma», si Aprobado.", "«Revisión» ya no sigue en «Firma», si Aprobado.",
  ]);
});

it("tells fields of a form by their words", () => {
  const form = input([{ id: "monto", label: "Monto", type: "number", required: false }, { id: "fecha", label: "Fecha", type: "date" }]);
  expect(said({ ...flow, root: { ...flow.root, activities: [{ ...review("a", "Revisión", policy), form }, review("b", "Firma", policy)] } })).toEqual([
    "Cambió «Revisión».", "Formulario: se agregó el campo «Fecha».", "Formulario: el campo «Monto» ya no es obligatorio.",
  ]);
});

it("finds nothing between a shipped flow and itself", () => {
  expect(shippedFlows.length).toBeGreaterThan(20);
  for (const shipped of shippedFlows) expect(differenceOf(shipped, JSON.parse(JSON.stringify(shipped)) as FlowDocument, palette)).toEqual([]);
});
