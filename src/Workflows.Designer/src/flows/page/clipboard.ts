import type { Clip } from "../draft/commands";
import { isPart } from "../draft/document";

const name = "workflows.copied-steps";

/** Steps that were copied, from one flow to another of the same browser window. */
export const clipboard = {
  keep: (clip: Clip) => sessionStorage.setItem(name, JSON.stringify(clip)),
  read: (): Clip | null => {
    const found: unknown = JSON.parse(sessionStorage.getItem(name) ?? "null");
    return isPart(found) && Array.isArray(found.activities) && Array.isArray(found.arrows) ? (found as unknown as Clip) : null;
  },
};
