import type { Api } from "../api/client";
import type { Part } from "../ui/Bars";
import { longDateTime } from "../ui/dates";
import { lastInTime } from "../ui/lateness";
import type { Tone } from "../ui/StatusTag";

export type ProcessLine = Api["ProcessLine"];

export const stateLabels: Record<ProcessLine["state"], string> = {
  Waiting: "En plazo",
  Late: "Atrasado",
  Blocked: "Detenido por una falla",
  Finished: "Terminado",
  Cancelled: "Anulado",
};

const stateTones: Record<ProcessLine["state"], Tone> = {
  Waiting: "onTime",
  Late: "late",
  Blocked: "stopped",
  Finished: "done",
  Cancelled: "unknown",
};

/** Its term ended and its plazo adicional has not: it waits, and is not late. */
const isInAdditionalTerm = (line: ProcessLine) => line.state === "Waiting" && line.termState === "InAdditionalTerm";

export const toneOf = (line: ProcessLine): Tone => (isInAdditionalTerm(line) ? "extended" : stateTones[line.state]);

/** «Atrasado 3 días hábiles». */
export function stateSentence(line: ProcessLine): string {
  if (isInAdditionalTerm(line)) return "En plazo adicional";
  if (line.state !== "Late" || line.workingDaysLate === 0) return stateLabels[line.state];
  return `Atrasado ${line.workingDaysLate} ${line.workingDaysLate === 1 ? "día hábil" : "días hábiles"}`;
}

export const termTones: Record<Api["TermState"], Tone> = { InTerm: "onTime", InAdditionalTerm: "extended", Late: "late" };

/** «Vence el lunes 09/03/2026 a las 18:00 horas», or what it is within after that. */
export function termOf(task: ProcessLine["tasks"][number]): string {
  if (task.termState === "InAdditionalTerm") return `En plazo adicional hasta el ${longDateTime(lastInTime(task.lateFrom!))}`;
  return `${task.termState === "Late" ? "Venció" : "Vence"} el ${longDateTime(task.dueAt!)}`;
}

/** Who has it, once each: the post, with its place where that is not the institution of the process, and the people in it. */
export function holdersOf(line: ProcessLine): { key: string; post: string; people: string[]; isVacant: boolean }[] {
  const posts = new Map(
    line.tasks.map(({ holder }) => {
      const key = `${holder.roleCode} ${holder.scopeCode}`;
      const isOwn = holder.scopeCode === line.institutionCode;
      return [key, { key, post: isOwn ? holder.roleLabel : `${holder.roleLabel}, ${holder.placeName}`, people: [...holder.people], isVacant: holder.people.length === 0 }];
    }),
  );
  return [...posts.values()];
}

export function pathOfProcess(id: string): string {
  return `/procesos/${encodeURIComponent(id)}`;
}

export function pathOfStage({ definitionId, year }: { definitionId: string; year: number }): string {
  return `/etapas/${encodeURIComponent(definitionId)}/${year}`;
}

/** The processes of a stage by state, in the order in which they need somebody. */
export function partsOf(stage: Api["StageSummary"]): Part[] {
  const onTime = stage.total - stage.late - stage.blocked - stage.finished - stage.cancelled;
  return [
    { key: "Late", label: "Atrasados", count: stage.late, tone: stateTones.Late },
    { key: "Blocked", label: "Detenidos", count: stage.blocked, tone: stateTones.Blocked },
    { key: "Waiting", label: "En plazo", count: onTime, tone: stateTones.Waiting },
    { key: "Finished", label: "Terminados", count: stage.finished, tone: stateTones.Finished },
    ...(stage.cancelled > 0 ? [{ key: "Cancelled", label: "Anulados", count: stage.cancelled, tone: stateTones.Cancelled }] : []),
  ];
}

/** The processes of a stage by the step where they stand, along the flow; those that ended last. */
export function stepPartsOf(stage: Api["StageLine"]): Part[] {
  return [
    ...stage.steps.filter((step) => step.standing > 0).map((step) => ({ key: step.activityId, label: step.label, count: step.standing })),
    ...(stage.finished > 0 ? [{ key: "Finished", label: "Terminados", count: stage.finished, tone: stateTones.Finished }] : []),
  ];
}
