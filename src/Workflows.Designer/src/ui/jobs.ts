import type { Api } from "../api/client";
import type { Tone } from "./StatusTag";

export type Job = Api["JobView"];

const states: Record<Job["state"], { label: string; tone: Tone }> = {
  Waiting: { label: "Espera su turno", tone: "soon" },
  Running: { label: "En curso", tone: "onTime" },
  Done: { label: "Terminado", tone: "done" },
  Failed: { label: "Falló", tone: "late" },
  Cancelled: { label: "Cancelado", tone: "unknown" },
};

/** Whether there is still something to wait for. */
export const isGoing = (job: Job) => job.state === "Waiting" || job.state === "Running";

/** How a job stands, in words and with its shape. */
export function standOf(job: Job): { label: string; tone: Tone } {
  return job.isCancelling ? { label: "Se está cancelando", tone: "soon" } : states[job.state];
}

/** How far it is, from 0 to 100; null while nobody knows how much there is. */
export function shareOf(job: Job): number | null {
  if (!job.total) return null;
  return Math.min(100, Math.round((job.done / job.total) * 100));
}
