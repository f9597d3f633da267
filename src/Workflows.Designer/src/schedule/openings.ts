import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

/** The rule of a calendar as its form asks it; the server knows what it means. */
export type OpeningForm = {
  every: "month" | "quarter" | "halfYear" | "year";
  month: number;
  kind: "last" | "day" | "weekday";
  day: number;
  weekday: string;
  nth: number;
  workingDaysAfter: number;
  roll: "next" | "previous" | "none";
  hour: string;
};

export const firstForm: OpeningForm = {
  every: "quarter", month: 3, kind: "last", day: 1, weekday: "tuesday", nth: 2, workingDaysAfter: 0, roll: "next", hour: "09:00",
};

/** How many months a period has. */
export const monthsOf = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const;

export const periods = [
  { value: "month", label: "Cada mes" },
  { value: "quarter", label: "Cada trimestre" },
  { value: "halfYear", label: "Cada semestre" },
  { value: "year", label: "Cada año" },
];

export const weekdays = [
  { value: "monday", label: "lunes" },
  { value: "tuesday", label: "martes" },
  { value: "wednesday", label: "miércoles" },
  { value: "thursday", label: "jueves" },
  { value: "friday", label: "viernes" },
];

export const ordinals = [
  { value: "1", label: "primer" },
  { value: "2", label: "segundo" },
  { value: "3", label: "tercer" },
  { value: "4", label: "cuarto" },
  { value: "-1", label: "último" },
];

export const rolls = [
  { value: "next", label: "Pasa al siguiente día hábil" },
  { value: "previous", label: "Se adelanta al día hábil anterior" },
  { value: "none", label: "Queda ese mismo día" },
];

type Rule = Record<string, string | number>;

/** What the server is sent. */
export function ruleOf(form: OpeningForm): Rule {
  const { every, workingDaysAfter, roll, hour } = form;
  const day: Rule = form.kind === "day" ? { day: form.day } : form.kind === "weekday" ? { weekday: form.weekday, nth: form.nth } : {};
  return { every, month: Math.min(form.month, monthsOf[every]), ...day, workingDaysAfter, roll, hour };
}

/** A stored rule, to be changed. What it does not say has its usual meaning. */
export function formOf(rule: unknown): OpeningForm {
  const said = rule as Partial<OpeningForm>;
  const every = said.every ?? firstForm.every;
  return {
    ...firstForm, month: monthsOf[every], ...said, every,
    kind: said.day !== undefined ? "day" : said.weekday !== undefined ? "weekday" : "last",
  };
}

/** How a calendar stands: what it owes comes before a pause, because somebody has to see it. */
export function standOf(calendar: Api["OpeningCalendarView"]): { label: string; tone: Tone } {
  if (calendar.isOwed) return { label: "No pudo abrir, se reintenta", tone: "late" };
  return calendar.isPaused ? { label: "En pausa", tone: "stopped" } : { label: "Activo", tone: "onTime" };
}
