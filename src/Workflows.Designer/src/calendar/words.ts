import type { Api } from "../api/client";
import { longDay } from "../ui/dates";
import { lateNotice } from "../ui/lateness";
import type { Tone } from "../ui/StatusTag";

/** «miércoles 14/10/2026 a las 18:00 horas» of a deadline as it is stored: 2026-10-14 or 2026-10-14T18:00. */
export function deadlineText(stored: string): string {
  const [day, hour] = stored.split("T");
  return hour ? `${longDay(day!)} a las ${hour} horas` : longDay(day!);
}

/** «1 día hábil», «2 días corridos». */
export function daysText(count: number, calendarDays: boolean): string {
  return `${count} ${count === 1 ? (calendarDays ? "día corrido" : "día hábil") : calendarDays ? "días corridos" : "días hábiles"}`;
}

/** «1 hora», «48 horas». */
function hoursText(count: number): string {
  return `${count} ${count === 1 ? "hora" : "horas"}`;
}

export const awkwardName: Record<string, string> = {
  sandwich: "Día sándwich",
  longWeekend: "Fin de semana largo",
  shortWeek: "Semana corta",
  manyDeadlines: "Muchos vencimientos",
};

export const extensionState: Record<Api["ExtensionView"]["outcome"], { text: string; tone: Tone }> = {
  Asked: { text: "Espera decisión", tone: "soon" },
  Granted: { text: "Otorgada", tone: "done" },
  Refused: { text: "Negada", tone: "late" },
  Lapsed: { text: "Venció sin decisión", tone: "unknown" },
};

export const proposalState: Record<Api["ProposalView"]["state"], { text: string; tone: Tone }> = {
  Pending: { text: "Espera aprobación", tone: "soon" },
  Approved: { text: "Aprobada", tone: "done" },
  Discarded: { text: "Descartada", tone: "unknown" },
};

export const publicationState: Record<Api["PublicationView"]["state"], { text: string; tone: Tone }> = {
  Pending: { text: "Espera a otra persona", tone: "soon" },
  Approved: { text: "Publicada", tone: "done" },
  Discarded: { text: "Descartada", tone: "unknown" },
};

export const impactState: Record<Api["ImpactView"]["state"], string> = {
  Pending: "Por mover",
  Applied: "Movido",
  Unneeded: "No fue necesario",
};

/** The same of a task that is over: nothing moves, and its process is told. */
export const judgedState: Record<Api["ImpactView"]["state"], string> = {
  Pending: "Por avisar",
  Applied: "Avisado",
  Unneeded: "No fue necesario",
};

/** How a task was judged that a law approved later makes otherwise. */
export const judgedText: Record<NonNullable<Api["ImpactView"]["judged"]>, string> = {
  Late: "Se recibió fuera de plazo y queda dentro. El proceso no vuelve atrás: queda en su historia y se avisa.",
  Silence: "El silencio la cerró antes de tiempo. El proceso no vuelve atrás: queda en su historia y se avisa.",
};

/** What a notice is, by the key of its timer. */
export function noticeName(key: string): string {
  const [kind, number] = key.split(":");
  switch (kind) {
    case "reminder":
      if (number?.endsWith("h")) return `Recordatorio ${hoursText(parseInt(number))} antes`;
      return number === "0" ? "Recordatorio del mismo día" : `Recordatorio ${daysText(Number(number), false)} antes`;
    case "escalation":
      return lateNotice(number);
    case "silence":
      return "Fin del plazo sin respuesta";
    default:
      return "Fin del plazo";
  }
}

/** The deadlines of a month, in order, each with its weekday. */
export function byMonth<T extends { date: string }>(days: readonly T[]): Map<string, T[]> {
  const months = new Map<string, T[]>();
  for (const day of days) {
    const key = day.date.slice(0, 7);
    months.set(key, [...(months.get(key) ?? []), day]);
  }
  return months;
}
