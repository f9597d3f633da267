import { readDraft, type Draft } from "./draft";

/**
 * What was typed and has not reached the server, in this browser: it survives a lost connection, an expired session and a closed
 * window, and goes when the server has it. Of one person; another who enters here does not see it.
 */
export type LocalCopy = { draft: Draft; /** What the server had when typing began. */ base: unknown };

const keyOf = (personId: string, taskId: string) => `workflows.draft.${personId}.${taskId}`;

export function keepLocally(personId: string, taskId: string, copy: LocalCopy) {
  try {
    localStorage.setItem(keyOf(personId, taskId), JSON.stringify(copy));
  } catch {
    // Full or forbidden: the server's copy is the one that counts.
  }
}

export function forgetLocally(personId: string, taskId: string) {
  localStorage.removeItem(keyOf(personId, taskId));
}

export function localCopyOf(personId: string, taskId: string): LocalCopy | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(personId, taskId)) ?? "null") as { draft?: unknown; base?: unknown } | null;
    const draft = readDraft(kept?.draft);
    return draft && { draft, base: kept?.base ?? null };
  } catch {
    return undefined;
  }
}
