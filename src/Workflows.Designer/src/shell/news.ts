import type { Api } from "../api/client";

/** What the server does for this person, or has done unseen, in words. */
export function wordsOf({ running, unseen }: Api["JobNews"]): string {
  if (running > 0) return running === 1 ? "1 trabajo en curso" : `${running} trabajos en curso`;
  return unseen === 1 ? "1 trabajo terminado" : `${unseen} trabajos terminados`;
}
