import type { Api } from "../api/client";
import { hourOf } from "../ui/dates";

/** A day of a drawn month: what it is, and what falls on it. */
export type GridDay = {
  date: string;
  day: number;
  /** Whether it is of the month that is drawn; the days around it only fill the weeks. */
  isIn: boolean;
  isWeekend: boolean;
  /** The names of the holidays that are counted here. */
  holidays: string[];
  /** Why whoever plans should look at it twice. */
  delicate: string[];
  /** How many open tasks are due. */
  due: number;
  /** What falls on it by name, where that is known: steps that are due and sessions that were called. */
  dates: DayDate[];
};

/** Something that falls on a day: a step that is due in some processes, or a session. */
export type DayDate = { key: string; isSession: boolean; label: string; count: number; to?: string };

export type Year = Pick<Api["YearView"], "year" | "holidays" | "awkward" | "falling">;

type NextDay = Api["NextDatesNextDay"];

/** What is known by name of a day: a session with its hour and the way to it, a step with the number of processes that have it. */
export function datesOf(day: string, next: readonly NextDay[]): DayDate[] {
  return (next.find((one) => one.date === day)?.dates ?? []).map((date) => ({
    key: `${date.kind} ${date.definitionId} ${date.activityId} ${date.year ?? ""} ${date.at ?? ""}`,
    isSession: date.kind === "Session",
    label: date.kind === "Session" && date.at ? `${hourOf(date.at)} ${date.label}` : date.label,
    count: date.processes,
    to: date.processId ? `/procesos/${date.processId}` : date.year ? `/etapas/${date.definitionId}/${date.year}` : undefined,
  }));
}

export const monthNames = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

/** The weeks of a month from Monday to Sunday, with what the year tells of each day. */
export function weeksOf(month: number, found: Year, next: readonly NextDay[] = []): GridDay[][] {
  const first = new Date(Date.UTC(found.year, month - 1, 1, 12));
  const start = new Date(first);
  start.setUTCDate(1 - ((first.getUTCDay() + 6) % 7));
  const last = new Date(Date.UTC(found.year, month, 0, 12));
  const weeks: GridDay[][] = [];

  for (const day = start; day <= last; ) {
    const week: GridDay[] = [];
    for (let at = 0; at < 7; at++, day.setUTCDate(day.getUTCDate() + 1)) week.push(dayOf(day, month, found, next));
    weeks.push(week);
  }
  return weeks;
}

function dayOf(day: Date, month: number, found: Year, next: readonly NextDay[]): GridDay {
  const date = day.toISOString().slice(0, 10);
  return {
    date,
    day: day.getUTCDate(),
    isIn: day.getUTCMonth() === month - 1,
    isWeekend: day.getUTCDay() % 6 === 0,
    holidays: found.holidays.filter((holiday) => holiday.date === date && holiday.counts).map((holiday) => holiday.name),
    delicate: found.awkward.filter((one) => one.date === date).map((one) => one.text),
    due: found.falling.find((one) => one.date === date)?.deadlines ?? 0,
    dates: datesOf(date, next),
  };
}

/** Working days of a month as drawn: from Monday to Friday that are no holiday. */
export function workingDaysIn(weeks: readonly GridDay[][]): number {
  return weeks.flat().filter((day) => day.isIn && !day.isWeekend && day.holidays.length === 0).length;
}

/** «Vence algo: 3 tareas. Feriado: Navidad.», what the marks of a day say to whoever does not see them. */
export function wordsOf(day: GridDay): string {
  return [
    ...day.holidays.map((name) => `Feriado: ${name}.`),
    ...day.dates.filter((date) => date.isSession).map((date) => `Sesión: ${date.label}.`),
    ...(day.due > 0 ? [day.due === 1 ? "Vence 1 tarea." : `Vencen ${day.due} tareas.`] : []),
    ...day.delicate.map((text) => `Fecha delicada: ${text}`),
  ].join(" ");
}

/** The month after or before, over the turn of the year. */
export function monthBeside(year: number, month: number, step: -1 | 1): { year: number; month: number } {
  const at = year * 12 + (month - 1) + step;
  return { year: Math.floor(at / 12), month: (at % 12) + 1 };
}
