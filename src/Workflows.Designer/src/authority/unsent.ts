import type { Api } from "../api/client";

export type UnsentKind = Api["UnsentKind"];

/** The reasons for which something does not leave, in the order a coordinator looks at them. */
export const unsentKinds: { value: UnsentKind; label: string }[] = [
  { value: "Stuck", label: "Lo que nadie movió" },
  { value: "Uncertain", label: "Correos inciertos" },
  { value: "Rejected", label: "Correos rechazados" },
  { value: "PartlyRejected", label: "Destinatarios rechazados" },
  { value: "WithoutEmail", label: "Personas sin correo" },
  { value: "Vacancy", label: "Cargos vacantes" },
  { value: "Parked", label: "Esperas detenidas" },
  { value: "Unscanned", label: "Archivos sin revisar" },
  { value: "Suspended", label: "Avisos suspendidos" },
  { value: "Suppressed", label: "Recordatorios suprimidos" },
];

/** What another sentence follows: it ends with its point. */
export const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
