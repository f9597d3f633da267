import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../api/client";
import { shortDateTime } from "../ui/dates";
import type { Tone } from "../ui/StatusTag";

/** Whether a key works, in words. */
export function keyState(key: Pick<Api["ApiKeyView"], "revokedAt" | "isExpired">): { text: string; tone: Tone } {
  if (key.revokedAt) return { text: `Revocada el ${shortDateTime(key.revokedAt)}`, tone: "late" };
  return key.isExpired ? { text: "Terminó", tone: "unknown" } : { text: "Vigente", tone: "done" };
}

/** What a key may be allowed, in words. */
export const commandsQuery = queryOptions({
  queryKey: ["/api/api-keys/commands"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/api-keys/commands", { signal })),
});
