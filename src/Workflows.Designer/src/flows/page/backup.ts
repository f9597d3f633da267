import { isPart, type FlowDocument } from "../draft/document";

/** What somebody drew and the server did not get, with the version they drew on. */
export type Backup = { eTag: string; document: FlowDocument };

/** By person: a browser may be several people's. */
export type Place = { person: string; definitionId: string };

const nameOf = ({ person, definitionId }: Place) => `workflows.flow.${person}.${definitionId}`;

/** Where a browser has no room or keeps nothing, the page goes on without. */
export function keep(place: Place, backup: Backup, store: Storage = localStorage) {
  try {
    store.setItem(nameOf(place), JSON.stringify(backup));
  } catch {
    // Private windows and full disks refuse; the server still gets every edit.
  }
}

export function forget(place: Place, store: Storage = localStorage) {
  store.removeItem(nameOf(place));
}

/** What was kept, when it is a drawing of this flow. */
export function kept(place: Place, store: Storage = localStorage): Backup | null {
  try {
    const found: unknown = JSON.parse(store.getItem(nameOf(place)) ?? "null");
    if (!isPart(found) || typeof found.eTag !== "string" || !isPart(found.document) || !isPart(found.document.root)) return null;
    return found.document.definitionId === place.definitionId ? { eTag: found.eTag, document: found.document as FlowDocument } : null;
  } catch {
    return null;
  }
}
