import { describe, expect, it } from "vitest";
import { clipOf, performed } from "./commands";
import { activitiesOf, type FlowDocument, type Part } from "./document";
import { draftOf, undone } from "./draft";

const say = (document: FlowDocument, command: Parameters<typeof performed>[1]) => performed(draftOf(document), command, (port) => port);

const flow = (activities: readonly Part[], variables: readonly Part[]): FlowDocument => ({ definitionId: "f", variables, root: { id: "c", type: "Elsa.Flowchart", activities, connections: [] } });
const review = {
  id: "revision", type: "Workflows.Review", metadata: { displayText: "Revisión" },
  result: { typeName: "Object", memoryReference: { id: "v1" } },
  title: { typeName: "String", expression: { type: "JavaScript", value: "`Revisar ${propuesta.name}`" } },
};
const choice = { id: "camino", type: "Elsa.FlowSwitch", cases: [{ label: "Grande", condition: { type: "Condition", value: "monto > 100" } }] };
const source = flow([review, choice], [{ id: "v1", name: "respuesta", typeName: "Object" }, { id: "v2", name: "propuesta", typeName: "Object" }, { id: "v3", name: "monto", typeName: "Double" }, { id: "v4", name: "otro" }]);

describe("copied steps bring the facts that they name", () => {
  it("which the other flow keeps from then on, and those alone", () => {
    const { draft, said } = say(flow([], []), { do: "paste", clip: clipOf(source, ["revision"]) });

    expect(draft.document.variables).toEqual([{ id: "v1", name: "respuesta", typeName: "Object" }, { id: "v2", name: "propuesta", typeName: "Object" }]);
    expect(said).toBe("Se pegó un paso. Todavía nada llega a lo pegado. El flujo guarda ahora «respuesta», «propuesta».");
  });

  it("of the same name is the same fact, whatever its id", () => {
    const { draft } = say(flow([], [{ id: "x9", name: "respuesta" }, { id: "v2", name: "ajeno" }]), { do: "paste", clip: clipOf(source, ["revision"]) });

    expect(activitiesOf(draft.document)[0]!.result).toEqual({ typeName: "Object", memoryReference: { id: "x9" } });
    expect(draft.document.variables).toEqual([{ id: "x9", name: "respuesta" }, { id: "v2", name: "ajeno" }, { id: "v22", name: "propuesta", typeName: "Object" }]);
  });

  it("also where only the condition of a case names one", () =>
    expect(clipOf(source, ["camino"]).facts).toEqual([{ id: "v3", name: "monto", typeName: "Double" }]));
});

describe("the facts of a flow", () => {
  it("are kept and forgotten, once each", () => {
    const { draft, said } = say(source, { do: "keep", fact: "fecha" });
    expect(said).toBe("El flujo guarda ahora «fecha».");
    expect(say(draft.document, { do: "keep", fact: "fecha" })).toMatchObject({ said: "El flujo ya guarda «fecha».", draft: { document: draft.document } });
    expect(say(draft.document, { do: "forget", fact: "fecha" }).draft.document).toEqual(source);
  });

  it("and several changes that are one are undone as one", () => {
    const { draft } = say(source, { do: "together", commands: [{ do: "keep", fact: "fecha" }, { do: "label", step: "revision", label: "Visto bueno" }] });

    expect(draft.past).toHaveLength(1);
    expect(undone(draft).draft.document).toBe(source);
  });
});
