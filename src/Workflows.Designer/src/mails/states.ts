import type { Api } from "../api/client";
import type { Tone } from "../ui/Mark";

export type MailState = Api["MailSummary"]["state"];

export const mailStates: Record<MailState, { label: string; tone: Tone; meaning: string }> = {
  Queued: { label: "En cola", tone: "neutral", meaning: "Sale por sí solo cuando llega su hora." },
  Held: { label: "Retenido", tone: "warning", meaning: "Espera su hora para que coordinación lo revise. Después sale por sí solo." },
  Claimed: { label: "Tomado", tone: "neutral", meaning: "Está por salir." },
  Sending: { label: "Enviando", tone: "neutral", meaning: "Está saliendo." },
  Delivered: { label: "Entregado al servidor", tone: "good", meaning: "El servidor de correo lo recibió." },
  Filed: { label: "Dejado en una carpeta", tone: "neutral", meaning: "Es un archivo en este servidor. Ningún servidor de correo lo recibió: nadie lo lee mientras alguien no lo envíe." },
  Rejected: { label: "Rechazado", tone: "bad", meaning: "No salió. Corrige la causa y decide si se envía otra vez." },
  Uncertain: { label: "Incierto", tone: "bad", meaning: "No se sabe si llegó. Pregunta a quien lo espera y decide." },
  Suspended: { label: "Suspendido", tone: "warning", meaning: "Coordinación lo detuvo y dejó el motivo. No sale." },
  Withdrawn: { label: "Suprimido", tone: "neutral", meaning: "Dejó de hacer falta antes de salir." },
};

/** Mails that will not move by themselves any more may be sent once more by a decision. */
export function canResend(state: MailState): boolean {
  return state === "Delivered" || state === "Filed" || state === "Rejected" || state === "Withdrawn";
}
