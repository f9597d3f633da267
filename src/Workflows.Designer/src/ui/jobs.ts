import type { Api } from "../api/client";
import type { Tone } from "./Mark";

export type Job = Api["JobView"];

const states: Record<Job["state"], { label: string; tone: Tone }> = {
  Waiting: { label: "Espera su turno", tone: "neutral" },
  Running: { label: "En curso", tone: "neutral" },
  Done: { label: "Terminado", tone: "good" },
  Failed: { label: "Falló", tone: "bad" },
  Cancelled: { label: "Cancelado", tone: "warning" },
};

/** Whether there is still something to wait for. */
export const isGoing = (job: Job) => job.state === "Waiting" || job.state === "Running";

/** How a job stands, in words and with its shape. */
export function standOf(job: Job): { label: string; tone: Tone } {
  return job.isCancelling ? { label: "Se está cancelando", tone: "warning" } : states[job.state];
}

/** How far it is, from 0 to 100; null while nobody knows how much there is. */
export function shareOf(job: Job): number | null {
  if (!job.total) return null;
  return Math.min(100, Math.round((job.done / job.total) * 100));
}
