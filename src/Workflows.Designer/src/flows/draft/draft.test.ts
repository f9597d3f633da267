import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activitiesOf, arrowsOf, isPart, keyOf, stepsOf, type Arrow, type FlowDocument } from "./document";
import { changed, draftOf, redone, settled, undone, type Draft } from "./draft";
import { clipOf, performed, type Command } from "./commands";
import { outlineOf } from "./outline";

const words = (port: string) => ({ Approved: "Aprobado", Returned: "Observado", Submitted: "Entregado" })[port] ?? port;
const say = (document: FlowDocument, command: Command) => performed(draftOf(document), command, words);

const step = (id: string, label: string, x: number, type = "Workflows.Review") => ({
  id, type, ajeno: { se: ["queda"] }, metadata: { displayText: label, designer: { position: { x, y: 0 }, size: { width: 220, height: 80 }, color: "rojo" } },
});
const arrow = (from: string, port: string, to: string): Arrow => ({ from, port, to });
const connection = ({ from, port, to }: Arrow) => ({ source: { activity: from, port }, target: { activity: to, port: "In" }, vertices: [{ x: 1, y: 2 }] });

const flow: FlowDocument = {
  definitionId: "f", name: "Flujo", ajeno: 1,
  root: {
    id: "chart", type: "Elsa.Flowchart", ajeno: 2,
    activities: [step("ini", "Inicio", 0, "Elsa.Start"), step("propuesta", "Propuesta", 280), step("firma", "Firma", 560), step("fin", "Término", 840, "Elsa.Finish")],
    connections: [arrow("ini", "Done", "propuesta"), arrow("propuesta", "Submitted", "firma"), arrow("firma", "Approved", "fin"), arrow("firma", "Returned", "propuesta")].map(connection),
  },
};

describe("what an edit means is said", () => {
  it("a step behind another comes before what stood there", () => {
    const { draft, said } = say(flow, { do: "add", type: "Workflows.Review", label: "Revisión Dipres", after: { step: "propuesta", port: "Submitted" }, leavesBy: "Approved" });

    expect(said).toBe("«Revisión Dipres» va ahora después de «Propuesta», si Entregado; quedan 2 pasos detrás.");
    expect(outlineOf(draft.document).map((row) => row.step.label)).toEqual(["Inicio", "Propuesta", "Revisión Dipres", "Firma", "Término"]);
    expect(arrowsOf(draft.document)).toContainEqual(arrow("revisionDipres", "Approved", "firma"));
  });

  it("a step that leaves is bridged where its way on is clear, and what is lost is named where it is not", () => {
    expect(say(flow, { do: "remove", steps: ["propuesta"] }).said).toBe("Se quitó «Propuesta»; «Inicio» sigue ahora en «Firma».");
    const { draft, said } = say(flow, { do: "remove", steps: ["firma"] });

    expect(said).toBe("Se quitó «Firma». Nada llega ahora a «Término».");
    expect(arrowsOf(draft.document)).toEqual([arrow("ini", "Done", "propuesta")]);
  });

  it("an arrow says where it leads, and whether it goes back", () => {
    expect(say(flow, { do: "connect", arrow: arrow("propuesta", "Done", "fin") }).said).toBe("«Propuesta» sigue ahora en «Término».");
    expect(say(flow, { do: "connect", arrow: arrow("fin", "Approved", "propuesta") }).said).toBe("«Término» vuelve ahora a «Propuesta», si Aprobado.");
    expect(say(flow, { do: "connect", arrow: arrow("firma", "Approved", "fin") }).said).toBe("Esa flecha ya existe.");
    expect(say(flow, { do: "remove", steps: [], arrows: [arrow("firma", "Approved", "fin")] }).said)
      .toBe("«Firma» ya no sigue en «Término», si Aprobado. Nada llega ahora a «Término».");
  });

  it("what is pasted gets ids of its own and keeps the arrows among its steps", () => {
    const { draft } = say(flow, { do: "paste", clip: clipOf(flow, ["propuesta", "firma"]) });

    expect(activitiesOf(draft.document).map((one) => one.id)).toEqual(["ini", "propuesta", "firma", "fin", "propuesta2", "firma2"]);
    expect(arrowsOf(draft.document).slice(4)).toEqual([arrow("propuesta2", "Submitted", "firma2"), arrow("firma2", "Returned", "propuesta2")]);
  });
});

describe("batches", () => {
  it("letters of one field are one undo, and another field begins another", () => {
    const label = (draft: Draft, label: string) => performed(draft, { do: "label", step: "firma", label }, words).draft;
    let draft = ["F", "Fi", "Firma de la jefatura"].reduce(label, draftOf(flow));
    draft = performed(draft, { do: "describe", step: "firma", description: "Firma" }, words).draft;

    expect(draft.past).toHaveLength(2);
    expect(undone(undone(draft).draft).draft.document).toBe(flow);
  });

  it("a burst of keys that has settled is not joined by the next", () => {
    const move = (draft: Draft, x: number) => performed(draft, { do: "move", places: { firma: { x, y: 0 } }, burst: "keys" }, words).draft;
    const draft = move(move(settled(move(move(draftOf(flow), 10), 20)), 30), 40);

    expect(stepsOf(undone(draft).draft.document)[2]!.place.x).toBe(20);
  });

  it("a change that changes nothing is none", () => {
    const draft = draftOf(flow);
    expect(changed(draft, flow)).toBe(draft);
    expect(performed(draft, { do: "move", places: { firma: { x: 560, y: 0 } } }, words).draft).toBe(draft);
  });
});

describe("whatever somebody does", () => {
  const ids = ["a", "b", "c", "d", "e", "f", "g"];
  const id = fc.constantFrom(...ids);
  const port = fc.constantFrom("Done", "Approved", "Returned");
  const anArrow = fc.record({ from: id, port, to: id });
  const point = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
  const drawings: fc.Arbitrary<FlowDocument> = fc
    .record({
      steps: fc.uniqueArray(fc.record({ id, extra: fc.jsonValue(), x: fc.integer({ min: 0, max: 900 }), isBegin: fc.boolean() }), { selector: (one) => one.id, maxLength: 7 }),
      arrows: fc.array(anArrow, { maxLength: 12 }),
      odd: fc.jsonValue(),
    })
    .map(({ steps, arrows, odd }) => ({
      definitionId: "f", odd,
      root: {
        activities: steps.map(({ id, extra, x, isBegin }) => ({ ...step(id, id.toUpperCase(), x, isBegin ? "Elsa.Start" : "Workflows.Review"), extra })),
        connections: arrows.map(connection), odd,
      },
    }));
  const commands: fc.Arbitrary<Command | "undo" | "redo"> = fc.oneof(
    fc.record({ do: fc.constant("add" as const), type: fc.constant("Workflows.Review"), label: fc.string({ maxLength: 12 }), after: fc.option(fc.record({ step: id, port }), { nil: undefined }), leavesBy: fc.option(port, { nil: undefined }) }),
    fc.record({ do: fc.constant("remove" as const), steps: fc.array(id, { maxLength: 3 }), arrows: fc.array(anArrow, { maxLength: 2 }) }),
    fc.record({ do: fc.constant("connect" as const), arrow: anArrow, instead: fc.option(anArrow, { nil: undefined }) }),
    fc.record({ do: fc.constant("move" as const), places: fc.dictionary(id, point, { maxKeys: 3 }), burst: fc.option(fc.constant("keys"), { nil: undefined }) }),
    fc.record({ do: fc.constant("label" as const), step: id, label: fc.string({ maxLength: 12 }) }),
    fc.record({ do: fc.constant("set" as const), step: id, input: fc.constantFrom("title", "deadline"), called: fc.constant("Título"), value: fc.option(fc.jsonValue(), { nil: undefined }) }),
    fc.record({ do: fc.constantFrom("keep" as const, "forget" as const), fact: fc.constantFrom("uno", "dos") }),
    fc.record({ do: fc.constant("together" as const), commands: fc.array(fc.record({ do: fc.constant("label" as const), step: id, label: fc.string({ maxLength: 4 }) }), { maxLength: 3 }) }),
    fc.record({ do: fc.constant("paste" as const), clip: drawings.map((other) => clipOf(other, ids)) }),
    fc.constant("undo" as const), fc.constant("redo" as const),
  );
  const act = (draft: Draft, command: Command | "undo" | "redo") =>
    command === "undo" ? undone(draft).draft : command === "redo" ? redone(draft).draft : performed(draft, command, words).draft;

  it("drawing, list and JSON show the same steps and arrows", () => {
    fc.assert(
      fc.property(drawings, fc.array(commands, { maxLength: 20 }), (drawing, done) => {
        const { document } = done.reduce(act, draftOf(drawing));
        const written = JSON.parse(JSON.stringify(document)) as FlowDocument;
        const listed = outlineOf(document);

        expect(listed.map((row) => row.step.id).toSorted()).toEqual(stepsOf(document).map((one) => one.id).toSorted());
        expect(listed.flatMap((row) => row.exits.map((exit) => keyOf(arrow(row.step.id, exit.port, exit.to.id)))).toSorted()).toEqual(arrowsOf(document).map(keyOf).toSorted());
        expect(stepsOf(written)).toEqual(stepsOf(document));
        expect(arrowsOf(written)).toEqual(arrowsOf(document));
        expect(new Set(activitiesOf(document).map((one) => one.id)).size).toBe(activitiesOf(document).length);
      }),
      { numRuns: 400 },
    );
  });

  it("as many undos as there were batches give back the very bytes of before, and redos the bytes of after", () => {
    fc.assert(
      fc.property(drawings, fc.array(commands.filter((one) => typeof one === "object"), { maxLength: 20 }), (drawing, done) => {
        const bytes = JSON.stringify(drawing);
        const last = done.reduce(act, draftOf(drawing));
        const after = JSON.stringify(last.document);
        const first = last.past.reduce((draft) => undone(draft).draft, last);

        expect(first.document).toBe(drawing);
        expect(JSON.stringify(first.document)).toBe(bytes);
        expect(JSON.stringify(last.past.reduce((draft) => redone(draft).draft, first).document)).toBe(after);
      }),
      { numRuns: 400 },
    );
  });

  it("what the designer does not know is kept", () => {
    fc.assert(
      fc.property(drawings, fc.array(commands, { maxLength: 20 }), (drawing, done) => {
        const { document } = done.reduce(act, draftOf(drawing));
        const odd = new Map(activitiesOf(drawing).map((one) => [one.id, one]));

        expect(document.odd).toEqual(drawing.odd);
        expect(document.root.odd).toEqual(drawing.root.odd);
        for (const one of activitiesOf(document)) {
          const before = odd.get(one.id);
          // A step taken out and pasted or added again under its old id is another one.
          if (!before || !("extra" in one)) continue;
          expect(isPart(one.metadata) && isPart(one.metadata.designer) && one.metadata.designer.color).toBe("rojo");
        }
      }),
      { numRuns: 200 },
    );
  });
});
