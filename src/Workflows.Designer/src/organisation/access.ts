import type { Api } from "../api/client";
import type { Tone } from "../ui/Mark";

/** Whether a person can enter, in words. */
export function accessOf(person: Pick<Api["PersonView"], "active" | "access">): { label: string; tone: Tone } {
  if (!person.active) return { label: "Desactivada", tone: "bad" };
  if (person.access === "Ready") return { label: "Puede ingresar", tone: "good" };
  return person.access === "Invited" ? { label: "Invitación enviada", tone: "warning" } : { label: "Sin invitar", tone: "neutral" };
}
