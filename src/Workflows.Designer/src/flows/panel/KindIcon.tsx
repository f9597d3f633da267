import { createElement } from "react";
import { iconOfKind } from "../canvas/kinds";

/** The picture of a kind of step, as the drawing has it; its name always stands beside it. */
export function KindIcon({ type }: { type: string }) {
  return createElement(iconOfKind(type), { "aria-hidden": true, size: 20, stroke: 1.75 });
}
