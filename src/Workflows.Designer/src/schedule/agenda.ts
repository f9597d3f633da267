import type { Api } from "../api/client";
import { dayOf } from "../ui/dates";

export type Timer = Api["TimerView"];

/** What many processes do at the same moment: «Primer aviso de atraso» of one task, in fifty institutions. */
export type Group = { key: string; at: string; label: string; task: string | null; state: Timer["state"]; timers: Timer[] };

/** A day and what will happen on it, in order. */
export type Day = { day: string; groups: Group[] };

/** The dates of processes by day and, within it, by what happens: fifty equal lines are one with fifty institutions. */
export function daysOf(timers: readonly Timer[]): Day[] {
  const days = new Map<string, Map<string, Group>>();
  for (const timer of timers) {
    const day = dayOf(timer.dueAt);
    const groups = days.get(day) ?? new Map<string, Group>();
    days.set(day, groups);
    const key = [timer.dueAt, timer.label, timer.task ?? "", timer.state].join(" ");
    const group = groups.get(key) ?? { key, at: timer.dueAt, label: timer.label, task: timer.task ?? null, state: timer.state, timers: [] };
    group.timers.push(timer);
    groups.set(key, group);
  }
  return [...days].map(([day, groups]) => ({ day, groups: [...groups.values()] }));
}

/** «50 instituciones», or the one there is. */
export function whoseIs({ timers }: Group): string {
  return timers.length === 1 ? (timers[0]!.institutionName ?? "Un proceso") : `${timers.length} procesos`;
}
