/** One rung of the ladder as a deadline policy writes it; what a rung does not say has its usual meaning. */
export type Rung = { level: number; workingDaysAfter: number; recipients?: string[]; copy?: string[]; template?: string; held?: boolean };

export const highestLevel = 5;
const heldFrom = 3;

/** Whom a rung may name, in words. The usual one follows the line of command of each institution. */
export const readers = [
  { value: "authority", label: "Quien responde en ese nivel" },
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

/** What keeps a ladder from being saved, by level: the same rules as the server's. */
export function problemsOf(ladder: Rung[]): string[] {
  return ladder.flatMap((rung, at) => {
    const before = ladder[at - 1];
    const problems: string[] = [];
    if (!Number.isInteger(rung.workingDaysAfter) || rung.workingDaysAfter < 1)
      problems.push(`Nivel ${rung.level}: escribe cuántos días hábiles después, desde 1.`);
    if (before && rung.level <= before.level) problems.push(`Nivel ${rung.level}: cada nivel tiene que ser mayor que el anterior.`);
    if (before && rung.workingDaysAfter <= before.workingDaysAfter) problems.push(`Nivel ${rung.level}: tiene que salir después que el nivel ${before.level}.`);
    if (rung.recipients?.length === 0) problems.push(`Nivel ${rung.level}: di a quién se avisa.`);
    return problems;
  });
}

/** The next rung somebody would add: one level up, some days later. Nothing above the last level. */
export function nextRung(ladder: Rung[]): Rung | null {
  const last = ladder.at(-1);
  if (!last) return { level: 1, workingDaysAfter: 1 };
  return last.level >= highestLevel ? null : { level: last.level + 1, workingDaysAfter: last.workingDaysAfter + 2 };
}
