import type { Command } from "../draft/commands";
import { arrowsOf, type FlowDocument } from "../draft/document";

/** A way out that is called otherwise keeps its arrows. */
export function renamed(document: FlowDocument, step: string, from: string, to: string): readonly Command[] {
  return arrowsOf(document)
    .filter((arrow) => arrow.from === step && arrow.port === from)
    .map((arrow) => ({ do: "connect", arrow: { ...arrow, port: to }, instead: arrow }));
}
