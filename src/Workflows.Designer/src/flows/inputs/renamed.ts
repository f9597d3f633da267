import type { Command } from "../draft/commands";
import { arrowsOf, type FlowDocument } from "../draft/document";

/** A way out that is called otherwise keeps its arrows: the change of its name and theirs are one. */
export function renamed(document: FlowDocument, change: Extract<Command, { do: "set" }>, from: string, to: string): Command {
  const arrows = arrowsOf(document).filter((arrow) => arrow.from === change.step && arrow.port === from);
  return { do: "together", commands: [change, ...arrows.map((arrow): Command => ({ do: "connect", arrow: { ...arrow, port: to }, instead: arrow }))] };
}
