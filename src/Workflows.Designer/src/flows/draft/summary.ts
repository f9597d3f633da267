import { isPart, valueOf, type Activity } from "./document";

const months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

/** How long a step gives, in few words: «10 días hábiles», «30 de octubre»; nothing where it fixes no term that can be said so. */
export function termOf(activity: Activity): string | null {
  const policy = valueOf(activity, "deadline");
  const term = isPart(policy) && isPart(policy.term) ? policy.term : {};
  if (typeof term.workingDays === "number") return days(term.workingDays, "día hábil", "días hábiles");
  if (typeof term.calendarDays === "number") return days(term.calendarDays, "día corrido", "días corridos");
  if (typeof term.hours === "number") return days(term.hours, "hora", "horas");
  const [, month, day] = typeof term.on === "string" ? (/^(\d{2})-(\d{2})$/.exec(term.on) ?? []) : [];
  return month && day && months[Number(month) - 1] ? `${Number(day)} de ${months[Number(month) - 1]}` : null;
}

/** The role that has the task, by its key; nothing where it is computed. */
export function roleOf(activity: Activity): string | null {
  const role = valueOf(activity, "role");
  return typeof role === "string" && role !== "" ? role : null;
}

const days = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
