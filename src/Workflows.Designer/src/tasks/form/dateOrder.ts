import { longDate } from "../../ui/dates";
import type { Answers } from "./content";
import { refusal, type Finding } from "./taskRules";

type Limit = { field: string; label: string; notBefore?: string | null; what: string };

/** Dates against what they cannot come before: a decree its certificate. The same day serves. */
export function findingsOfDates(limits: unknown, answers: unknown): Finding[] {
  return ((limits ?? []) as Limit[]).flatMap(({ field, label, notBefore, what }) => {
    const given = (answers as Answers | undefined)?.[field];
    const first = notBefore && dayOf(notBefore);
    return typeof given === "string" && first && given < first
      ? [refusal(`answers.${field}`, `${label}, ${shown(given)}, es anterior a ${what}, ${shown(first)}: corrígela.`)]
      : [];
  });
}

/** A day, or the day in Santiago of an instant. */
const dayOf = (moment: string) => (moment.includes("T") ? longDate(moment).split(" ")[1]!.split("/").reverse().join("-") : moment);
const shown = (date: string) => date.split("-").reverse().join("/");
