import type { Api } from "../api/client";
import { longDateTime } from "../ui/dates";
import type { Tone } from "../ui/StatusTag";

/** A thing that waits for a decision: what to decide, on what it rests, and until when. */
export type ToDecide = { key: string; kind: "incident" | "extension" | "proposal" | "held" | "mail"; title: string; detail: string; tone: Tone; state: string; to: string; act: string };

type Some<T> = { items: readonly T[]; total: number } | undefined;

/** What coordination may have to decide, as the lists answer it; a list that this person may not read is missing. */
export type Waiting = {
  incidents: Some<Api["IncidentView"]>;
  extensions: Some<Api["ExtensionView"]>;
  proposals: Some<Api["ProposalView"]>;
  held: Some<{ institutionName?: string | null; leavesAt: string }>;
  uncertain: Some<unknown>;
};

/** Few are told one by one; of many, how many. */
const fewest = 3;

/** One queue of everything that waits: what stops a process first, then what runs out, then the rest. */
export function queueOf({ incidents, extensions, proposals, held, uncertain }: Waiting): ToDecide[] {
  return [...ofIncidents(incidents), ...ofExtensions(extensions), ...ofHeld(held), ...ofProposals(proposals), ...ofMails(uncertain)];
}

/** How many decisions there are, however many lines tell them. */
export function countOf({ incidents, extensions, proposals, held, uncertain }: Waiting): number {
  const open = proposals?.items.filter((proposal) => proposal.state === "Pending").length ?? 0;
  return (incidents?.total ?? 0) + (extensions?.total ?? 0) + open + (held?.total ?? 0) + (uncertain?.total ?? 0);
}

/** «4 cosas esperan tu decisión», to whoever decides; others only read what waits. */
export function titleOf(count: number, decides: boolean): string {
  if (count === 0) return decides ? "Nada espera tu decisión" : "Nada espera una decisión";
  const what = count === 1 ? "1 cosa espera" : `${count} cosas esperan`;
  return decides ? `${what} tu decisión` : `${what} una decisión`;
}

function ofIncidents(found: Waiting["incidents"]): ToDecide[] {
  if (!found || found.total === 0) return [];
  const common = { kind: "incident" as const, tone: "stopped" as const, act: "Resolver" };
  if (found.total > fewest) {
    return [{ ...common, key: "incidents", title: `Resuelve ${found.total} procesos detenidos`, detail: "Una falla los detuvo y no siguen solos.", state: "Detenidos", to: "#fallas" }];
  }
  return found.items.map((incident) => ({
    ...common, key: `incident ${incident.instanceId} ${incident.id}`, title: `Resuelve un proceso detenido en «${incident.step}»`, detail: incident.message,
    state: `Detenido desde el ${longDateTime(incident.at)}`, to: `/procesos/${encodeURIComponent(incident.instanceId)}`,
  }));
}

function ofExtensions(found: Waiting["extensions"]): ToDecide[] {
  if (!found || found.total === 0) return [];
  const common = { kind: "extension" as const, tone: "soon" as const, act: "Decidir", to: "/prorrogas" };
  const first = found.items[0];
  if (found.total > fewest) {
    return [{ ...common, key: "extensions", title: `Decide ${found.total} prórrogas`, detail: "Lo que no se decide a tiempo vence sin prórroga.", state: first ? `La primera se decide hasta el ${longDateTime(first.expiresAt)}` : "Esperan" }];
  }
  return found.items.map((extension) => ({
    ...common, key: `extension ${extension.id}`, title: `Decide la prórroga que pide ${extension.institutionName ?? extension.askedByName ?? "una institución"}`,
    detail: `${extension.taskTitle}. Si no decides, vence sin prórroga.`, state: `Se decide hasta el ${longDateTime(extension.expiresAt)}`,
  }));
}

function ofHeld(found: Waiting["held"]): ToDecide[] {
  if (!found || found.total === 0) return [];
  const first = found.items[0];
  return [
    {
      key: "held", kind: "held", tone: "soon", act: "Ver avisos", to: "/avisos-retenidos",
      title: found.total === 1 ? "Revisa un aviso retenido para autoridades" : `Revisa ${found.total} avisos retenidos para autoridades`,
      detail: "Salen solos cuando llega su hora, si nadie los corrige ni suspende.", state: first ? `El primero sale el ${longDateTime(first.leavesAt)}` : "Esperan",
    },
  ];
}

function ofProposals(found: Waiting["proposals"]): ToDecide[] {
  const open = found?.items.filter((proposal) => proposal.state === "Pending") ?? [];
  const common = { kind: "proposal" as const, tone: "onTime" as const, act: "Revisar" };
  if (open.length > fewest) {
    return [{ ...common, key: "proposals", title: `Revisa ${open.length} cambios propuestos`, detail: "Mueven plazos abiertos cuando otra persona los aprueba.", state: "Esperan aprobación", to: "/calendario/propuestas" }];
  }
  return open.map((proposal) => ({
    ...common, key: `proposal ${proposal.id}`, title: `Revisa un cambio propuesto: ${proposal.title}`,
    detail: `Mueve ${proposal.impacts === 1 ? "1 plazo abierto" : `${proposal.impacts} plazos abiertos`}. Lo propone ${proposal.createdByName ?? "el servidor"}.`,
    state: `Propuesto el ${longDateTime(proposal.createdAt)}`, to: `/calendario/propuestas/${proposal.id}`,
  }));
}

function ofMails(found: Waiting["uncertain"]): ToDecide[] {
  if (!found || found.total === 0) return [];
  return [
    {
      key: "mails", kind: "mail", tone: "late", act: "Ver correos", to: "/correos?state=Uncertain", state: "Sin saber si llegaron",
      title: found.total === 1 ? "Decide un correo incierto" : `Decide ${found.total} correos inciertos`, detail: "No se sabe si llegaron: pregunta a quien los espera.",
    },
  ];
}
