import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

export type Drawing = Api["ProcessDrawing"];
export type Step = Drawing["steps"][number];

const stepLabels: Record<Step["state"], string> = {
  NotReached: "Sin empezar",
  Done: "Hecho",
  Current: "En curso",
  Failed: "Falló",
  Cancelled: "Retirado",
};

export const stepTones: Record<Step["state"], Tone> = {
  NotReached: "unknown",
  Done: "done",
  Current: "onTime",
  Failed: "stopped",
  Cancelled: "unknown",
};

/** «Hecho, 2 veces». */
export function stepSentence(step: Step): string {
  return step.visits > 1 ? `${stepLabels[step.state]}, ${step.visits} veces` : stepLabels[step.state];
}

/** The steps a long drawing opens at: where the process stands, or the last one it reached when it ended. */
export function standing(steps: readonly Step[]): Step[] {
  const now = steps.filter((step) => step.state === "Current" || step.state === "Failed");
  if (now.length > 0) return now;
  const reached = steps.filter((step) => step.state === "Done");
  return reached.length > 0 ? [reached.reduce((last, step) => (step.x > last.x ? step : last))] : [];
}

/** Where each step leads, as it is read in a list: «Aprobado: lleva a Decreto». */
export function waysOut(step: Step, drawing: Drawing): string[] {
  const labels = new Map(drawing.steps.map((one) => [one.id, one.label]));
  return drawing.arrows
    .filter((arrow) => arrow.from === step.id)
    .map((arrow) => `${arrow.portLabel}: lleva a «${labels.get(arrow.to) ?? arrow.to}»${arrow.isTaken ? ", camino recorrido" : ""}`);
}
