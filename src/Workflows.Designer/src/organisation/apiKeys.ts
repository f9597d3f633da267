import type { Api } from "../api/client";
import { shortDateTime } from "../ui/dates";
import type { Tone } from "../ui/StatusTag";

/** Whether a key works, in words. */
export function keyState(key: Pick<Api["ApiKeyView"], "revokedAt" | "isExpired">): { text: string; tone: Tone } {
  if (key.revokedAt) return { text: `Revocada el ${shortDateTime(key.revokedAt)}`, tone: "late" };
  return key.isExpired ? { text: "Terminó", tone: "unknown" } : { text: "Vigente", tone: "done" };
}
