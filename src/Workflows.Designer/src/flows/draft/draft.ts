import type { FlowDocument } from "./document";

/**
 * A drawing on which somebody works: what it is, and what it was before each batch. A value: a command gives a new one and leaves the old.
 */
export type Draft = {
  readonly document: FlowDocument;
  readonly past: readonly FlowDocument[];
  readonly future: readonly FlowDocument[];
  /** What goes on changing the same thing belongs to the same batch: letters of a field, a burst of arrow keys. */
  readonly batch?: string;
};

/** What came of a command: the draft, and what it means for the flow, in a Spanish sentence. */
export type Outcome = { readonly draft: Draft; readonly said: string };

/** So that a day of work stays in memory. */
const mostBatches = 500;

export const draftOf = (document: FlowDocument): Draft => ({ document, past: [], future: [] });

/** The draft after a change. The same batch as the change before joins it: one undo takes both back. */
export function changed(draft: Draft, document: FlowDocument, batch?: string): Draft {
  if (document === draft.document) return draft;
  const joins = batch !== undefined && batch === draft.batch && draft.past.length > 0;
  return { document, past: joins ? draft.past : [...draft.past, draft.document].slice(-mostBatches), future: [], batch };
}

/** What comes next begins a batch of its own. */
export const settled = (draft: Draft): Draft => (draft.batch === undefined ? draft : { ...draft, batch: undefined });

/** The very drawing of before the last batch. */
export function undone(draft: Draft): Outcome {
  const document = draft.past.at(-1);
  if (!document) return { draft, said: "No hay nada que deshacer." };
  return { draft: { document, past: draft.past.slice(0, -1), future: [draft.document, ...draft.future] }, said: "Se deshizo el último cambio." };
}

export function redone(draft: Draft): Outcome {
  const [document, ...future] = draft.future;
  if (!document) return { draft, said: "No hay nada que rehacer." };
  return { draft: { document, past: [...draft.past, draft.document], future }, said: "Se rehízo el cambio." };
}
