import type { Api } from "../api/client";

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
};

export type Year = Pick<Api["YearView"], "year" | "holidays" | "awkward" | "falling">;

export const monthNames = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

/** The weeks of a month from Monday to Sunday, with what the year tells of each day. */
export function weeksOf(month: number, found: Year): GridDay[][] {
  const first = new Date(Date.UTC(found.year, month - 1, 1, 12));
  const start = new Date(first);
  start.setUTCDate(1 - ((first.getUTCDay() + 6) % 7));
  const last = new Date(Date.UTC(found.year, month, 0, 12));
  const weeks: GridDay[][] = [];

  for (const day = start; day <= last; ) {
    const week: GridDay[] = [];
    for (let at = 0; at < 7; at++, day.setUTCDate(day.getUTCDate() + 1)) week.push(dayOf(day, month, found));
    weeks.push(week);
  }
  return weeks;
}

function dayOf(day: Date, month: number, found: Year): GridDay {
  const date = day.toISOString().slice(0, 10);
  return {
    date,
    day: day.getUTCDate(),
    isIn: day.getUTCMonth() === month - 1,
    isWeekend: day.getUTCDay() % 6 === 0,
    holidays: found.holidays.filter((holiday) => holiday.date === date && holiday.counts).map((holiday) => holiday.name),
    delicate: found.awkward.filter((one) => one.date === date).map((one) => one.text),
    due: found.falling.find((one) => one.date === date)?.deadlines ?? 0,
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
    ...(day.due > 0 ? [day.due === 1 ? "Vence 1 tarea." : `Vencen ${day.due} tareas.`] : []),
    ...day.delicate.map((text) => `Fecha delicada: ${text}`),
  ].join(" ");
}
