import { describe, expect, it } from "vitest";
import { asWhom, choicesOf, climbOf, isAttended, problemOf, stateOf, submitOf, titleOf, tokenIn, type Alert } from "./alerts";

const alert: Alert = {
  id: "m", taskId: "t", level: 2, task: "Informe", institutionCode: "S", institution: "Servicio", process: "PMG", deadline: "", legalTerm: "",
  late: "3 días hábiles de atraso", next: "", before: "", sentAt: null, title: "Jefatura", isTaskOpen: true, raisedTo: null, canAct: true, acts: [],
  successors: [],
};
const act = { level: 2, action: "acknowledge", label: "tomó conocimiento", text: null, by: "A", onBehalfOf: "Jefatura", at: "2027-03-12T13:00:00Z", climbsAgainAt: null };

describe("an alert", () => {
  it("says in which quality a person answers, the cabinet by order of its authority", () => {
    expect(asWhom("Ministro/a, Ministerio de Economía")).toBe("como Ministro/a, Ministerio de Economía");
    expect(asWhom("Por orden de Subsecretario/a")).toBe("por orden de Subsecretario/a");
  });

  it("says how late the task is while nobody has answered", () => {
    expect(stateOf(alert)).toEqual({ tone: "late", text: "Espera su respuesta: 3 días hábiles de atraso" });
  });

  it("says who answered, when it went on, and when the task was handed in", () => {
    expect(stateOf({ ...alert, acts: [act] }).text).toBe("Ya se respondió: tomó conocimiento");
    expect(stateOf({ ...alert, raisedTo: 3 }).text).toBe("El aviso ya subió a quien sigue");
    expect(stateOf({ ...alert, isTaskOpen: false }).tone).toBe("done");
  });

  it("is attended only by an answer of its own level", () => {
    expect(isAttended({ ...alert, acts: [{ ...act, level: 1 }] })).toBe(false);
    expect(isAttended({ ...alert, acts: [act] })).toBe(true);
  });

  it("offers what can still be decided, and the button repeats the choice", () => {
    expect(choicesOf(alert).map((choice) => choice.value)).toEqual(["acknowledge", "instruct"]);
    expect(choicesOf({ ...alert, acts: [act], successors: [{ role: "r", label: "Jefatura" }] }).map((choice) => choice.label)).toEqual(["Instruir", "Reasignar"]);
    expect(submitOf("acknowledge")).toBe("Tomar conocimiento");
  });

  it("tells how it climbed, where it waits and what follows", () => {
    expect(climbOf({ ...alert, before: "El nivel 1 recibió el aviso.", next: "El lunes avisamos a la Ministra o al Ministro." }).map((moment) => moment.title)).toEqual([
      "Antes", "Jefatura", "Qué sigue",
    ]);
    expect(climbOf({ ...alert, acts: [{ ...act, text: "Ya lo pedí" }] })[0]!.children).toBe("Lo hizo A. «Ya lo pedí»");
  });

  it("counts in the page's title what waits, not what was answered", () => {
    expect(titleOf([alert, { ...alert, acts: [act] }])).toBe("1 tarea atrasada espera su respuesta");
    expect(titleOf([])).toBe("Mis alertas");
  });
});

describe("an act", () => {
  it("needs words to instruct and a post to reassign", () => {
    expect(problemOf("acknowledge", { text: "", role: "" })).toBe("");
    expect(problemOf("instruct", { text: " ", role: "" })).toMatch(/^Escriba/);
    expect(problemOf("reassign", { text: "Pasa", role: "" })).toMatch(/^Elija/);
  });
});

it("finds the secret of a link after the hash", () => {
  expect(tokenIn("#abc-_1")).toBe("abc-_1");
});
