import { describe, expect, it } from "vitest";
import { activitiesOf } from "../draft/document";
import { flowWithNames, keyOfName, namesIn, withNames } from "./names";
import { shippedFlows, shippedPalette } from "./shipped";

const literal = (value: unknown) => ({ typeName: "String", expression: { type: typeof value === "string" ? "Literal" : "Object", value } });
const task = {
  id: "t", type: "Workflows.RequestDeliverable", metadata: { displayText: "Entregar" }, role: literal("institution.jefe"), scope: literal("AB001"),
  deadline: literal({ term: { workingDays: 3 }, ladder: [{ level: 1, workingDaysAfter: 1, recipients: ["authority", "ministry.minister:HAC"] }] }),
  form: literal([{ id: "quien", label: "Quién", type: "person", roles: ["institution.jefe"] }]),
};

describe("roles and places that steps name", () => {
  it("are found wherever a control keeps them, each once with its steps", () => {
    const found = namesIn([task], shippedPalette);

    expect(found.map(keyOfName).toSorted()).toEqual(["place AB001", "place HAC", "role authority", "role institution.jefe", "role ministry.minister"]);
    expect(found.every(({ steps }) => steps.join() === "Entregar")).toBe(true);
  });

  it("give way to others everywhere at once, and nothing else changes", () => {
    const others = new Map([[keyOfName({ kind: "role", code: "institution.jefe" }), "institution.head"], [keyOfName({ kind: "place", code: "HAC" }), "INT"]]);
    const [changed] = withNames([task], shippedPalette, others);

    expect(changed).toEqual(JSON.parse(JSON.stringify(task).replaceAll("institution.jefe", "institution.head").replace("HAC", "INT")));
  });

  it("stay as they are in every shipped flow where nobody is exchanged", () => {
    for (const flow of shippedFlows) {
      expect(withNames(activitiesOf(flow), shippedPalette, new Map([["role nadie", "otro"]]))).toEqual(activitiesOf(flow));
      expect(flowWithNames(flow, shippedPalette, new Map())).toBe(flow);
    }
  });
});
