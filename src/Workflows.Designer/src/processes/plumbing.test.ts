import { expect, test } from "vitest";
import { merged, withoutPlumbing } from "./plumbing";
import type { Drawing, Step } from "./steps";

const step = (id: string, type: string, x: number, state: Step["state"] = "NotReached"): Step => ({ id, label: id, type, kind: type, x, y: 0, width: 200, height: 80, state, visits: 0 });
const arrow = (from: string, to: string, portLabel = "Listo", isTaken = false) => ({ from, to, port: portLabel === "Listo" ? "Done" : portLabel, portLabel, isTaken });
const ways = (drawing: Drawing) => drawing.arrows.map((one) => `${one.from}>${one.to}:${one.portLabel}`);

test("a step that only names the process is not drawn, and what led through it leads on", () => {
  const drawing = withoutPlumbing({
    steps: [step("inicio", "Elsa.Start", 0), step("nombre", "Elsa.SetName", 260), step("propuesta", "Workflows.RequestDeliverable", 520)],
    arrows: [arrow("inicio", "nombre"), arrow("nombre", "propuesta")],
  });

  expect(drawing.steps.map((one) => `${one.id} ${one.x}`)).toEqual(["inicio 0", "propuesta 260"]);
  expect(ways(drawing)).toEqual(["inicio>propuesta:Listo"]);
});

test("networks that are asked at once are still asked, without the fork and the join", () => {
  const drawing = withoutPlumbing({
    steps: [step("revision", "Workflows.Review", 0), step("redes", "Elsa.FlowFork", 1), step("a", "Workflows.Review", 2), step("b", "Workflows.Review", 2), step("union", "Elsa.FlowJoin", 3), step("fin", "Elsa.Finish", 4)],
    arrows: [arrow("revision", "redes", "Aprobado"), arrow("redes", "a", "red-a"), arrow("redes", "b", "red-b"), arrow("a", "union", "Aprobado"), arrow("b", "union", "Aprobado"), arrow("union", "fin")],
  });

  expect(ways(drawing)).toEqual(["revision>a:Aprobado", "revision>b:Aprobado", "a>fin:Aprobado", "b>fin:Aprobado"]);
});

test("where the process stands or failed is always drawn", () => {
  const steps = [step("inicio", "Elsa.Start", 0), step("hecho", "Workflows.RecordFact", 1, "Failed"), step("fin", "Elsa.Finish", 2)];

  expect(withoutPlumbing({ steps, arrows: [arrow("inicio", "hecho"), arrow("hecho", "fin")] }).steps).toHaveLength(3);
});

test("where many ways meet and many leave, the meeting stays", () => {
  const steps = ["a", "b", "c", "d"].map((id, at) => step(id, "Workflows.Review", at)).concat(step("nudo", "Elsa.FlowFork", 9));
  const arrows = [arrow("a", "nudo"), arrow("b", "nudo"), arrow("nudo", "c"), arrow("nudo", "d")];

  expect(withoutPlumbing({ steps, arrows }).arrows).toHaveLength(4);
});

test("two ways between the same steps are one line with the words of both", () => {
  expect(merged([arrow("red", "todas", "Aprobado"), arrow("red", "todas", "Observado", true)])).toEqual([
    { from: "red", to: "todas", port: "Aprobado", portLabel: "Aprobado o Observado", isTaken: true },
  ]);
});
