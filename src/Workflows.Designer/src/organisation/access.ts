import type { Api } from "../api/client";
import type { Tone } from "../ui/StatusTag";

/** Whether a person can enter, in words. */
export function accessOf(person: Pick<Api["PersonView"], "active" | "access">): { label: string; tone: Tone } {
  if (!person.active) return { label: "Desactivada", tone: "late" };
  if (person.access === "Ready") return { label: "Puede ingresar", tone: "done" };
  return person.access === "Invited" ? { label: "Invitación enviada", tone: "soon" } : { label: "Sin invitar", tone: "unknown" };
}
