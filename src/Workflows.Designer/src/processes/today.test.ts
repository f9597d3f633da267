import { expect, test } from "vitest";
import type { Api } from "../api/client";
import { countOf, queueOf, titleOf, type Waiting } from "./today";

const nothing: Waiting = { incidents: undefined, extensions: undefined, proposals: undefined, held: undefined, uncertain: undefined };
const incident = (id: number) => ({ id, instanceId: "p", activityId: "a", activityType: "t", step: "Red de expertos", message: "El cargo está vacante.", at: "2026-11-27T12:00:00Z" });
const proposal = (id: string, state: string) =>
  ({ id, kind: "AddHoliday", title: "Feriado regional", reason: "", createdAt: "2026-11-27T12:00:00Z", state, impacts: 1, applied: 0, canDecide: true }) as unknown as Api["ProposalView"];

test("what stops a process comes before what merely waits", () => {
  const queue = queueOf({ ...nothing, incidents: { items: [incident(1)], total: 1 }, held: { items: [{ leavesAt: "2026-12-04T12:00:00Z" }], total: 3 }, uncertain: { items: [], total: 1 } });

  expect(queue.map((one) => one.kind)).toEqual(["incident", "held", "mail"]);
  expect(queue[0]!.title).toBe("Resuelve un proceso detenido en «Red de expertos»");
  expect(queue[1]!.title).toBe("Revisa 3 avisos retenidos para autoridades");
});

test("of many the queue says how many, in one line", () => {
  const queue = queueOf({ ...nothing, incidents: { items: [1, 2, 3, 4].map(incident), total: 12 } });

  expect(queue.map((one) => one.title)).toEqual(["Resuelve 12 procesos detenidos"]);
});

test("a proposal that was decided waits for nobody", () => {
  const waiting = { ...nothing, proposals: { items: [proposal("1", "Approved"), proposal("2", "Pending")], total: 2 } };

  expect(countOf(waiting)).toBe(1);
  expect(queueOf(waiting).map((one) => one.key)).toEqual(["proposal 2"]);
});

test("whoever only reads is not told that they decide", () => {
  expect(titleOf(4, true)).toBe("4 cosas esperan tu decisión");
  expect(titleOf(1, false)).toBe("1 cosa espera una decisión");
  expect(titleOf(0, true)).toBe("Nada espera tu decisión");
});
