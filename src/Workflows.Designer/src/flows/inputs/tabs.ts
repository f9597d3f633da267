/** The tabs of a panel, in their order. */
export const tabs = ["Qué", "Quién", "Plazo", "Avisos", "Salidas"] as const;
export type Tab = (typeof tabs)[number];

const who = new Set(["role", "scope", "institution", "recipients", "copy", "committee", "body", "guests"]);
const when = new Set(["deadline", "until", "opens", "closes", "timeSpan"]);
const notices = new Set(["notify"]);

/** Where an input of a step is edited. */
export function tabOf(input: string): Tab {
  if (who.has(input)) return "Quién";
  if (when.has(input)) return "Plazo";
  return notices.has(input) ? "Avisos" : "Qué";
}
