import type { Api } from "../api/client";
import { dayOf, hourOf, longDate, longDateTime, longDay } from "../ui/dates";
import { lastInTime } from "../ui/lateness";
import type { Tone } from "../ui/StatusTag";

export type Week = Api["AuthorityWeekWeekOfMinistry"];
export type WeekItem = Api["AuthorityWeekWeekItem"];

const countOf = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** The page's title says how much there is, of every ministry the person has. */
export function titleOfWeek(weeks: readonly Week[]): string {
  const count = weeks.reduce((sum, week) => sum + week.count, 0);
  return count === 0 ? "Una semana sin asuntos" : countOf(count, "asunto de la semana", "asuntos de la semana");
}

/** «Del lunes 30/11/2026 al domingo 06/12/2026»; on a Sunday, that day. */
export const daysOfWeek = (week: Week) => (week.from === week.to ? `El ${longDay(week.to)}` : `Del ${longDay(week.from)} al ${longDay(week.to)}`);

/** Whose it is: the post, and who holds it on the day. */
export function whoOf(item: WeekItem): string {
  if (!item.holders) return `${item.who}: cargo vacante`;
  // A post may be called as whoever holds it.
  return item.holders.startsWith(item.who) ? item.holders : `${item.who}: ${item.holders}`;
}

/** How an item stands on the day the week was asked for. */
export function stateOfItem(item: WeekItem, from: string): { tone: Tone; text: string } {
  if (item.workingDaysLate > 0) return { tone: "late", text: `Atrasado ${countOf(item.workingDaysLate, "día hábil", "días hábiles")}: venció el ${longDate(item.at)}` };
  if (item.termState === "InAdditionalTerm") return { tone: "extended", text: `En plazo adicional hasta el ${longDateTime(lastInTime(item.lateFrom!))}: venció el ${longDate(item.at)}` };
  return dayOf(item.at) === from ? { tone: "soon", text: `Vence el ${longDateTime(item.at)}` } : { tone: "onTime", text: `Vence el ${longDateTime(item.at)}` };
}

/** When a session begins; without an hour when none is known. */
export const beginsAt = (item: WeekItem) => (hourOf(item.at) === "00:00" ? longDate(item.at) : longDateTime(item.at));

/** The parts of a week in the order in which they are prepared. */
export const partsOf = (week: Week) => [
  { key: "owes", title: "Debe entregar", items: week.owes, verb: "Preparar", none: "Nada que entregar." },
  { key: "decides", title: "Decide o firma", items: week.decides, verb: "Revisar", none: "Nada que decidir ni firmar." },
  { key: "attends", title: "Asiste", items: week.attends, verb: "Ver la sesión", none: "Ninguna sesión." },
];

/** A week as plain lines for a message. */
export function linesOfWeek(week: Week): string[] {
  return [
    `${week.ministryName}. ${daysOfWeek(week)}.`,
    ...partsOf(week).map(({ title, items }) => `${title}: ${items.length === 0 ? "nada" : items.map((item) => `${item.title}${item.institution ? `, ${item.institution}` : ""} (${beginsAt(item)})`).join("; ")}.`),
  ];
}
