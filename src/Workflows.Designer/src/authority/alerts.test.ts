import { describe, expect, it } from "vitest";
import { asWhom, isAttended, problemOf, stateOf, tokenIn, type Alert } from "./alerts";

const alert: Alert = {
  id: "m", taskId: "t", level: 2, task: "Informe", institutionCode: "S", institution: "Servicio", process: "PMG", deadline: "", legalTerm: "",
  late: "3 días hábiles de atraso", next: "", before: "", sentAt: null, title: "Jefatura", isTaskOpen: true, raisedTo: null, canAct: true, acts: [],
  successors: [],
};
const act = { level: 2, action: "acknowledge", label: "tomó conocimiento", text: null, by: "A", onBehalfOf: "Jefatura", at: "", climbsAgainAt: null };

describe("an alert", () => {
  it("says in which quality a person answers, the cabinet by order of its authority", () => {
    expect(asWhom("Ministro/a, Ministerio de Economía")).toBe("como Ministro/a, Ministerio de Economía");
    expect(asWhom("Por orden de Subsecretario/a")).toBe("por orden de Subsecretario/a");
  });

  it("says how late the task is while nobody has answered", () => {
    expect(stateOf(alert)).toEqual({ tone: "late", text: "Espera tu respuesta: 3 días hábiles de atraso." });
  });

  it("says who answered, when it went on, and when the task was handed in", () => {
    expect(stateOf({ ...alert, acts: [act] }).text).toBe("Jefatura: tomó conocimiento.");
    expect(stateOf({ ...alert, raisedTo: 3 }).text).toBe("El aviso subió al nivel 3.");
    expect(stateOf({ ...alert, isTaskOpen: false }).tone).toBe("done");
  });

  it("is attended only by an answer of its own level", () => {
    expect(isAttended({ ...alert, acts: [{ ...act, level: 1 }] })).toBe(false);
    expect(isAttended({ ...alert, acts: [act] })).toBe(true);
  });
});

describe("an act", () => {
  it("needs words to instruct and a post to reassign", () => {
    expect(problemOf("acknowledge", { text: "", role: "" })).toBe("");
    expect(problemOf("instruct", { text: " ", role: "" })).toMatch(/Escribe/);
    expect(problemOf("reassign", { text: "Pasa", role: "" })).toMatch(/Elige/);
  });
});

it("finds the secret of a link after the hash", () => {
  expect(tokenIn("#abc-_1")).toBe("abc-_1");
});
