import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

export type ProcessLine = Api["ProcessLine"];

export const stateLabels: Record<ProcessLine["state"], string> = {
  Waiting: "En plazo",
  Late: "Atrasado",
  Blocked: "Detenido por una falla",
  Finished: "Terminado",
  Cancelled: "Anulado",
};

export const stateTones: Record<ProcessLine["state"], Tone> = {
  Waiting: "onTime",
  Late: "late",
  Blocked: "stopped",
  Finished: "done",
  Cancelled: "unknown",
};

/** «Atrasado, 3 días hábiles». */
export function stateSentence(line: ProcessLine): string {
  if (line.state !== "Late" || line.workingDaysLate === 0) return stateLabels[line.state];
  return `Atrasado, ${line.workingDaysLate} ${line.workingDaysLate === 1 ? "día hábil" : "días hábiles"}`;
}

/** Who has it, once each: the role and where, with the people of the post or that it is vacant. */
export function holdersOf(line: ProcessLine): { post: string; people: string }[] {
  const posts = new Map(
    line.tasks.map(({ holder }) => [
      `${holder.roleCode} ${holder.scopeCode}`,
      { post: `${holder.roleLabel}, ${holder.placeName}`, people: holder.people.length > 0 ? holder.people.join(", ") : "Cargo vacante" },
    ]),
  );
  return [...posts.values()];
}

export function pathOfProcess(id: string): string {
  return `/procesos/${encodeURIComponent(id)}`;
}
