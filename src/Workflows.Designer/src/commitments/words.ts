import type { Api } from "../api/client";
import { hasRole, type Session } from "../session/session";
import { longDay } from "../ui/dates";

export type CommitmentLine = Api["CommitmentLine"];
export type Group = Api["CommitmentGroup"];

/** Who has commitments of their own to look at; the server decides again which. */
export const followsCommitments = [
  "national.coordinator", "national.administrator", "national.auditor", "national.interministerialCoordination", "national.subdere",
  "region.counterpart", "region.presidentialDelegate", "region.secretary", "ministry.cabinet", "ministry.undersecretary", "ministry.minister", "institution.head",
] as const;

/** Who follows every commitment, and may read by which rule they become critical. */
export const followsEveryCommitment = (session: Session | null | undefined) =>
  !!session && hasRole(session, "national.coordinator", "national.administrator", "national.auditor", "national.interministerialCoordination", "national.subdere");

/** Who keeps the list and says what is critical. */
export const keepsCommitments = (session: Session | null | undefined) => !!session && hasRole(session, "national.coordinator", "national.interministerialCoordination");

export const stateLabels: Record<CommitmentLine["state"], string> = {
  NotStarted: "No iniciado", InProgress: "En proceso", InProcessing: "En tramitación", Finished: "Terminado",
};

export const tierLabels: Record<CommitmentLine["tier"], string> = { Commitment: "Compromiso", Initiative: "Iniciativa", Measure: "Medida" };

export const sourceLabels: Record<CommitmentLine["source"], string> = { Programme: "Programa de gobierno", Presidential: "Compromiso presidencial regional", Agreement: "Acuerdo de un comité" };

/** «62,5 %», half up to one decimal; what nobody said is said. */
export function percent(value: number | null | undefined): string {
  return value == null ? "sin dato" : `${(Math.round(value * 10 + 1e-9) / 10).toLocaleString("es-CL")} %`;
}

/** «Avance promedio 40 % (3 con dato, 1 sin dato, 2 no aplican)»: an average without those counts would lie. */
export function averageOf({ average, answered, missing, notApplicable }: Pick<Group, "average" | "answered" | "missing" | "notApplicable">): string {
  return `${percent(average)} (${answered} con dato, ${missing} sin dato, ${notApplicable} ${notApplicable === 1 ? "no aplica" : "no aplican"})`;
}

const fields: Record<string, string> = {
  state: "Estado", declared: "Avance declarado", verified: "Avance verificado", doesNotApply: "No aplica", obstacle: "Nudo", isCritical: "Situación crítica", why: "Motivo",
  dueOn: "Vence", milestones: "Hitos",
};

/** What a change told, a phrase each: «Avance declarado: 60 %». What is not for people is left out. */
export function toldIn(data: unknown): string[] {
  return Object.entries((data ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const label = fields[name];
    if (!label || value == null || value === false || (Array.isArray(value) && value.length === 0)) return name === "isCritical" && value === false ? ["Situación crítica: termina"] : [];
    if (name === "state") return [`${label}: ${stateLabels[value as CommitmentLine["state"]] ?? String(value)}`];
    if (name === "declared" || name === "verified") return [`${label}: ${percent(value as number)}`];
    if (name === "obstacle") return [`${label}: ${(value as { what: string }).what}`];
    if (name === "dueOn") return [`${label}: ${longDay(value as string)}`];
    if (name === "milestones") return [`${label}: ${(value as unknown[]).length}`];
    if (name === "isCritical") return [`${label}: comienza`];
    return [value === true ? label : `${label}: ${String(value)}`];
  });
}
