import { lateNotice, lateNoticeInside } from "../ui/lateness";

/** One rung of the ladder as a deadline policy writes it, after so many working days or hours; what it does not say has its usual meaning. */
export type Rung = {
  level: number;
  workingDaysAfter?: number;
  hoursAfter?: number;
  recipients?: string[];
  copy?: string[];
  template?: string;
  held?: boolean;
};

/** The units a rung may count in. */
export const rungUnits = [
  { value: "workingDaysAfter", label: "días hábiles después" },
  { value: "hoursAfter", label: "horas después" },
] as const;

export type RungUnit = (typeof rungUnits)[number]["value"];

export function unitOf(rung: Rung): RungUnit {
  return rung.hoursAfter === undefined ? "workingDaysAfter" : "hoursAfter";
}

export function distanceOf(rung: Rung): number {
  return rung[unitOf(rung)] ?? 0;
}

/** The same rung at another distance. */
export function at(rung: Rung, unit: RungUnit, distance: number): Rung {
  return { ...rung, workingDaysAfter: undefined, hoursAfter: undefined, [unit]: distance };
}

/** To tell which rung comes first: a working day is at least 24 hours. */
const leastHours = (rung: Rung) => rung.hoursAfter ?? (rung.workingDaysAfter ?? 0) * 24;

const highestLevel = 5;
const heldFrom = 3;

/** Whom a rung may name, in words. The usual one follows the line of command of each institution. */
export const readers = [
  { value: "authority", label: "Quien responde en ese aviso" },
  { value: "responsible", label: "Quien tiene la tarea" },
  { value: "institution.head", label: "Jefe/a superior de servicio" },
  { value: "ministry.pmgOfficer", label: "Encargado/a PMG ministerial" },
  { value: "ministry.cabinet", label: "Gabinete ministerial" },
  { value: "ministry.undersecretary", label: "Subsecretario/a" },
  { value: "ministry.minister", label: "Ministro/a" },
  { value: "national.coordinator", label: "Coordinador/a de flujos" },
  { value: "national.technicalSecretariat", label: "Secretaría Técnica (Dipres)" },
  { value: "national.subdere", label: "Subdere" },
  { value: "national.interministerialCoordination", label: "División de Coordinación Interministerial" },
];

export function isHeld(rung: Rung): boolean {
  return rung.level >= heldFrom || rung.held === true;
}

/** What keeps a ladder from being saved, notice by notice: the same rules as the server's. */
export function problemsOf(ladder: Rung[]): string[] {
  return ladder.flatMap((rung, at) => {
    const before = ladder[at - 1];
    const problems: string[] = [];
    const name = lateNotice(rung.level);
    if (!Number.isInteger(distanceOf(rung)) || distanceOf(rung) < 1)
      problems.push(`${name}: escribe ${unitOf(rung) === "hoursAfter" ? "cuántas horas" : "cuántos días hábiles"} después, desde 1.`);
    if (before && rung.level <= before.level) problems.push(`${name}: cada aviso tiene que ser de un nivel más alto que el anterior.`);
    if (before && leastHours(rung) <= leastHours(before)) problems.push(`${name}: tiene que salir después que el ${lateNoticeInside(before.level)}.`);
    if (rung.recipients?.length === 0) problems.push(`${name}: di a quién se avisa.`);
    return problems;
  });
}

/** The next rung somebody would add: one level up, some days or hours later. Nothing above the last level. */
export function nextRung(ladder: Rung[]): Rung | null {
  const last = ladder.at(-1);
  if (!last) return { level: 1, workingDaysAfter: 1 };
  return last.level >= highestLevel ? null : { level: last.level + 1, [unitOf(last)]: distanceOf(last) + 2 };
}

const wordOf = (code: string) => readers.find((reader) => reader.value === code)?.label ?? "Otro cargo";
const days = (count: number) => `${count} ${count === 1 ? "día hábil" : "días hábiles"}`;

/** «5 días hábiles después», «1 hora después». */
function distanceInWords(rung: Rung): string {
  const count = distanceOf(rung);
  return `${unitOf(rung) === "hoursAfter" ? `${count} ${count === 1 ? "hora" : "horas"}` : days(count)} después`;
}

/** Who hears of a rung, in words. */
function readersOf(rung: Rung): string {
  return (rung.recipients ?? ["authority"]).map(wordOf).join(" y ");
}

/** A moment of the line of a deadline: a reminder before it, the deadline, or a rung after it. */
type LadderMoment = { key: string; kind: "reminder" | "due" | "rung"; when: string; who: string; note?: string; level: number; at: number };

/** The line of a deadline from its first reminder to its last rung. */
export function momentsOf(ladder: readonly Rung[], reminders: readonly number[]): LadderMoment[] {
  const before = [...new Set(reminders)].sort((a, b) => b - a);
  return [
    ...before.map((count) => ({ key: `r${count}`, kind: "reminder" as const, when: `${days(count)} antes`, who: "Recordatorio a quien tiene la tarea", level: 0, at: -1 })),
    { key: "due", kind: "due" as const, when: "Ese día", who: "Vence el plazo", level: 0, at: -1 },
    ...ladder.map((rung, at) => ({
      key: `l${at}`, kind: "rung" as const, when: distanceInWords(rung), who: readersOf(rung), level: rung.level, at,
      note: [isHeld(rung) && "Espera el visto bueno de la coordinación", rung.copy && rung.copy.length > 0 && `Con copia a ${rung.copy.map(wordOf).join(" y ")}`].filter(Boolean).join(". ") || undefined,
    })),
  ];
}
