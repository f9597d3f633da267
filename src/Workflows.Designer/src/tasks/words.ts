import type { Api } from "../api/client";
import { longDate, longDateTime } from "../ui/dates";
import { lastInTime, lateNoticeInside } from "../ui/lateness";
import type { Tone } from "../ui/StatusTag";

type Notice = Api["NextNotice"];

/** Each person who is asked answers by themselves: nobody takes such a task or finds the words another began. */
export const isAskedOfEach = (task: Api["TaskSummary"]) => task.kind === "comment";

/** What an action is called on a button. */
export const actionLabels: Record<string, string> = {
  submit: "Entregar",
  approve: "Aprobar",
  return: "Devolver con observaciones",
  reject: "Rechazar",
  comment: "Enviar comentario",
  decline: "No comentar",
  vote: "Votar",
  record: "Registrar la sesión",
};

/** What was done, for receipts and histories. */
export const doneLabels: Record<string, string> = {
  submit: "Entrega",
  approve: "Aprobación",
  return: "Devolución con observaciones",
  reject: "Rechazo",
  comment: "Comentario",
  decline: "Sin comentario",
  vote: "Voto",
  record: "Registro de la sesión",
};

export const timelinessLabels: Record<string, string> = {
  onTime: "dentro de plazo",
  late: "fuera de plazo",
  extemporaneous: "extemporáneo: una persona decide",
  unmet: "fuera de plazo: el requisito no se cumple",
};

export const outcomeLabels: Record<string, string> = {
  Submitted: "Entregada",
  Expired: "Vencida sin respuesta",
  RemarksAccepted: "Observaciones aceptadas por silencio",
  Approved: "Aprobada",
  Returned: "Devuelta con observaciones",
  Rejected: "Rechazada",
  Commented: "Comentada",
  Voted: "Votada",
  Recorded: "Registrada",
  Held: "Sesión celebrada",
  NoQuorum: "Sin quórum",
  Moved: "Cambió de fecha",
  Cancelled: "Suspendida",
};

export const kindLabels: Record<string, string> = { deliverable: "Entregar", review: "Revisar", comment: "Comentar", vote: "Votar", session: "Registrar sesión", sessionRoom: "Celebrar sesión" };

/** What happens next by itself if nobody does the task, in one sentence: to whoever has to do it, or to somebody who only follows it. */
export function consequenceOf(notice: Notice | null | undefined, isMine: boolean, lateFrom?: string | null): string {
  if (!notice) return isMine ? "Sigue abierta hasta que la completes." : "Sigue abierta hasta que se complete.";
  const [kind, number] = notice.name.split(":");
  switch (kind) {
    case "reminder":
      return isMine ? `El ${longDate(notice.at)} te llegará un recordatorio.` : `El ${longDate(notice.at)} sale un recordatorio para quien la tiene.`;
    case "escalation":
      return `Si sigue pendiente el ${longDate(notice.at)}, sale el ${lateNoticeInside(number)} a quien responde por ella.`;
    case "silence":
      return `Si no hay respuesta el ${longDateTime(notice.at)}, el proceso sigue sin ella.`;
    case "due":
      // At the end of a term with a plazo adicional nothing is late yet.
      if (lateFrom && Date.parse(lateFrom) > Date.parse(notice.at)) return `El ${longDateTime(notice.at)} empieza el plazo adicional, hasta el ${longDateTime(lastInTime(lateFrom))}.`;
      return `El ${longDateTime(notice.at)} queda fuera de plazo y sigue abierta.`;
    default:
      return `El ${longDateTime(notice.at)} el proceso sigue por su cuenta.`;
  }
}

/** The deadline at a distance, and how loud to say it; what is within its plazo adicional is not late. */
export function urgencyOf({ dueAt, termState }: Pick<Api["TaskSummary"], "dueAt" | "termState">, now: number): { text: string; tone: Tone } {
  if (termState === "InAdditionalTerm") return { text: "En plazo adicional", tone: "extended" };
  if (!dueAt) return { text: "Sin plazo", tone: "unknown" };
  const days = Math.floor((Date.parse(dueAt) - now) / 86_400_000);
  if (days < -1) return { text: `Venció hace ${-days - 1} ${days === -2 ? "día corrido" : "días corridos"}`, tone: "late" };
  if (days === -1) return { text: "Venció hace menos de un día", tone: "late" };
  if (days === 0) return { text: "Queda menos de un día", tone: "soon" };
  return { text: days === 1 ? "Queda 1 día corrido" : `Quedan ${days} días corridos`, tone: days < 5 ? "soon" : "onTime" };
}

export function sizeOf(bytes: number | undefined): string {
  if (bytes === undefined) return "";
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1).replace(".", ",")} MB`;
}
