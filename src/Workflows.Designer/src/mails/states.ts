import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

export type MailState = Api["MailSummary"]["state"];

export const mailStates: Record<MailState, { label: string; tone: Tone; meaning: string }> = {
  Queued: { label: "En cola", tone: "onTime", meaning: "Sale por sí solo cuando llega su hora." },
  Held: { label: "Retenido", tone: "stopped", meaning: "Espera su hora para que coordinación lo revise. Después sale por sí solo." },
  Claimed: { label: "Tomado", tone: "onTime", meaning: "Está por salir." },
  Sending: { label: "Enviando", tone: "onTime", meaning: "Está saliendo." },
  Delivered: { label: "Entregado al servidor", tone: "done", meaning: "El servidor de correo lo recibió." },
  Filed: { label: "Dejado en una carpeta", tone: "unknown", meaning: "Es un archivo en este servidor. Ningún servidor de correo lo recibió: nadie lo lee mientras alguien no lo envíe." },
  Rejected: { label: "Rechazado", tone: "late", meaning: "No salió. Corrige la causa y decide si se envía otra vez." },
  Uncertain: { label: "Incierto", tone: "late", meaning: "No se sabe si llegó. Pregunta a quien lo espera y decide." },
  Suspended: { label: "Suspendido", tone: "stopped", meaning: "Coordinación lo detuvo y dejó el motivo. No sale." },
  Withdrawn: { label: "Suprimido", tone: "unknown", meaning: "Dejó de hacer falta antes de salir." },
};

/** Mails that will not move by themselves any more may be sent once more by a decision. */
export function canResend(state: MailState): boolean {
  return state === "Delivered" || state === "Filed" || state === "Rejected" || state === "Withdrawn";
}
