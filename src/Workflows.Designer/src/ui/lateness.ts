const ordinals = ["Primer", "Segundo", "Tercer", "Cuarto", "Quinto", "Sexto", "Séptimo", "Octavo", "Noveno", "Décimo"];

/** «Tercer aviso de atraso»: a level of the ladder by its place, as the server says it too. Where the day is known, that is said: «Quinto día hábil de atraso». */
export function lateNotice(level: number | string | null | undefined): string {
  const ordinal = ordinals[Number(level) - 1];
  return ordinal ? `${ordinal} aviso de atraso` : "Aviso de atraso";
}

/** The same inside a sentence: «tercer aviso de atraso». */
export const lateNoticeInside = (level: number | string | null | undefined): string => lateNotice(level).toLowerCase();

/** The last second of a term or of its plazo adicional: the one before something is late. */
export const lastInTime = (lateFrom: string): string => new Date(Date.parse(lateFrom) - 1_000).toISOString();
