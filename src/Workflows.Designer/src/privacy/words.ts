import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

export type Right = Api["DataRight"];

/** What a person may ask about their data, and what each means. */
export const rights: { value: Right; label: string; meaning: string }[] = [
  { value: "Access", label: "Acceso", meaning: "Saber qué datos tuyos se guardan, para qué y quién los lee." },
  { value: "Rectification", label: "Rectificación", meaning: "Que se corrija un dato que está mal o incompleto." },
  { value: "Erasure", label: "Supresión", meaning: "Que tu nombre y tu correo dejen de guardarse. Lo que hiciste queda como prueba, sin tu nombre." },
  { value: "Opposition", label: "Oposición", meaning: "Que tus datos no se usen para algo determinado." },
  { value: "Portability", label: "Portabilidad", meaning: "Recibir tus datos en un archivo que otro sistema pueda leer." },
  { value: "Blocking", label: "Bloqueo temporal", meaning: "Que tus datos no se usen mientras se resuelve otra solicitud." },
];

export const labelOfRight = (right: Right) => rights.find((one) => one.value === right)?.label ?? right;

export const outcomes: Record<Api["DataRequestOutcome"], { label: string; tone: Tone }> = {
  Granted: { label: "Aceptada", tone: "done" },
  Partly: { label: "Aceptada en parte", tone: "soon" },
  Refused: { label: "Negada", tone: "late" },
};

/** Where a request stands, in words. */
export function stateOf(request: Pick<Api["AskForDataRequestView"], "state" | "outcome">, isOverdue = false): { label: string; tone: Tone } {
  if (request.state === "Answered" && request.outcome) return outcomes[request.outcome];
  if (request.state === "Unproven") return { label: "Sin confirmar", tone: "unknown" };
  return isOverdue ? { label: "Sin respuesta, plazo vencido", tone: "late" } : { label: "En espera de respuesta", tone: "soon" };
}
