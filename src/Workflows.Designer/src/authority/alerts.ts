import type { Api } from "../api/client";
import type { Choice } from "../ui/Choices";
import { longDateTime } from "../ui/dates";
import type { Tone } from "../ui/StatusTag";
import type { Moment } from "../ui/Timeline";

export type Alert = Api["AlertView"];
export type AlertAct = "acknowledge" | "instruct" | "reassign";
export type Words = { text: string; role: string };

/** Where an alert stands, in one sentence and with the tone of its mark. */
export function stateOf(alert: Alert): { tone: Tone; text: string } {
  const last = alert.acts.filter((act) => act.level === alert.level).at(-1);

  if (!alert.isTaskOpen) return { tone: "done", text: "La tarea ya se entregó" };
  if (alert.raisedTo) return { tone: "unknown", text: "El aviso ya subió a quien sigue" };
  if (last) return { tone: "done", text: `Ya se respondió: ${last.label}` };
  return { tone: "late", text: `Espera su respuesta: ${alert.late}` };
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
  if (act === "reassign" && role === "") return "Elija a qué cargo pasa la tarea.";
  if (act !== "acknowledge" && text.trim() === "") return "Escriba qué instruye.";
  return "";
}

const acts: Record<AlertAct, { label: string; description: string }> = {
  acknowledge: { label: "Tomar conocimiento", description: "Queda al tanto. El escalamiento sigue si la tarea no llega." },
  instruct: { label: "Instruir", description: "Pide a quien tiene la tarea que la entregue; recibe sus palabras." },
  reassign: { label: "Reasignar", description: "La tarea pasa a otro cargo de su línea." },
};

/** What an authority can choose: who answered may still instruct, and not every task has another post to pass to. */
export function choicesOf(alert: Alert): Choice<AlertAct>[] {
  const possible: AlertAct[] = [];
  if (!isAttended(alert)) possible.push("acknowledge");
  possible.push("instruct");
  if (alert.successors.length > 0) possible.push("reassign");
  return possible.map((value) => ({ value, ...acts[value] }));
}

/** The button repeats the choice. */
export const submitOf = (act: AlertAct) => acts[act].label;

/** How a notice climbed to here: what the levels before did, what was decided, and what follows if nothing arrives. */
export function climbOf(alert: Alert): Moment[] {
  return [
    // What the acts below tell is not told twice.
    ...(alert.before && alert.acts.length === 0 ? [{ key: "before", title: "Antes", tone: undefined, words: alert.before }] : []),
    ...alert.acts.map((act) => ({
      key: `${act.at}${act.action}`, title: `${act.onBehalfOf ?? act.by ?? "La autoridad"} ${act.label}`, at: longDateTime(act.at), tone: "done" as const,
      words: [act.onBehalfOf && act.by && `Lo hizo ${act.by}.`, act.text && `«${act.text}»`, act.climbsAgainAt && `El escalamiento espera hasta el ${longDateTime(act.climbsAgainAt)}.`].filter(Boolean).join(" "),
    })),
    ...(alert.isTaskOpen && !alert.raisedTo && !isAttended(alert)
      ? [{ key: "here", title: alert.title, at: alert.sentAt ? longDateTime(alert.sentAt) : undefined, tone: "late" as const, words: "Espera su respuesta" }]
      : []),
    ...(alert.next ? [{ key: "next", title: "Qué sigue", tone: "unknown" as const, words: alert.next }] : []),
  ].map(({ words, ...moment }) => ({ ...moment, children: words }));
}

/** The secret of a personal link: after «#», where no server sees it. */
export function tokenIn(hash: string): string {
  return decodeURIComponent(hash.replace(/^#/, ""));
}

/** Whether it is now this person's turn to answer. */
export const isWaiting = (alert: Alert) => alert.canAct && !isAttended(alert);

/** The page's title says what is expected. */
export function titleOf(alerts: readonly Alert[]): string {
  const waiting = alerts.filter(isWaiting).length;
  if (waiting === 0) return "Mis alertas";
  return waiting === 1 ? "1 tarea atrasada espera su respuesta" : `${waiting} tareas atrasadas esperan su respuesta`;
}
