import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

export type Alert = Api["AlertView"];
export type AlertAct = "acknowledge" | "instruct" | "reassign";
export type Words = { text: string; role: string };

/** Where an alert stands, in one sentence and with the tone of its mark. */
export function stateOf(alert: Alert): { tone: Tone; text: string } {
  const last = alert.acts.filter((act) => act.level === alert.level).at(-1);

  if (!alert.isTaskOpen) return { tone: "done", text: "La tarea ya se entregó." };
  if (alert.raisedTo) return { tone: "unknown", text: `El aviso subió al nivel ${alert.raisedTo}.` };
  if (last) return { tone: "done", text: `${last.onBehalfOf ?? last.by ?? "La autoridad"}: ${last.label}.` };
  return { tone: "late", text: `Espera tu respuesta: ${alert.late}.` };
}

/** In which quality a person answers: «como Ministro/a», «por orden de Subsecretario/a». */
export function asWhom(title: string): string {
  return title.startsWith("Por orden de ") ? `p${title.slice(1)}` : `como ${title}`;
}

/** Whether somebody has answered at the level of this alert. */
export function isAttended(alert: Alert): boolean {
  return alert.acts.some((act) => act.level === alert.level);
}

/** What keeps an act from being sent, in the words of who reads it; empty when nothing does. */
export function problemOf(act: AlertAct, { text, role }: Words): string {
  if (act !== "acknowledge" && text.trim() === "") return "Escribe qué instruyes: lo recibirá quien tiene la tarea.";
  if (act === "reassign" && role === "") return "Elige a qué cargo pasa la tarea.";
  return "";
}

/** The secret of a personal link: after «#», where no server sees it. */
export function tokenIn(hash: string): string {
  return decodeURIComponent(hash.replace(/^#/, ""));
}
