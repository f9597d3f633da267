import { isPart, type Part } from "../draft/document";

/** A day of each year: «15 de octubre del año anterior, 5 días hábiles después, a las 18:00». */
export type YearlyDay = { readonly on: string; readonly yearOffset: number; readonly workingDays: number; readonly hour: string };

const known = new Set(["on", "yearOffset", "workingDays", "hour"]);

/** The day that a value says; null when it says something more. */
export function yearlyDayOf(value: unknown): YearlyDay | null {
  if (!isPart(value) || typeof value.on !== "string" || !/^\d{2}-\d{2}$/.test(value.on)) return null;
  const { yearOffset = 0, workingDays = 0, hour = "" } = value;
  if (typeof yearOffset !== "number" || typeof workingDays !== "number" || typeof hour !== "string") return null;
  return Object.keys(value).every((name) => known.has(name)) ? { on: value.on, yearOffset, workingDays, hour } : null;
}

/** What is usual is left unsaid. */
export function valueOfYearlyDay({ on, yearOffset, workingDays, hour }: YearlyDay): Part {
  return { on, ...(yearOffset !== 0 && { yearOffset }), ...(workingDays !== 0 && { workingDays }), ...(hour && { hour }) };
}
