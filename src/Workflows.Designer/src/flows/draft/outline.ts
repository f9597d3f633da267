import { arrowsOf, stepsOf, type FlowDocument, type Step } from "./document";
import { arrowsByStep, orderOf, unreachedIn } from "./walk";

/** Where a step leads. */
type OutlineExit = { readonly port: string; readonly to: Step; readonly goesBack: boolean };

/** A step of the list: its number in the order of the flow, and where it leads. */
export type OutlineRow = { readonly step: Step; readonly number: number; readonly exits: readonly OutlineExit[]; readonly isReached: boolean };

/** The same flow as a list, in the order in which a process comes to its steps. */
export function outlineOf(document: FlowDocument): readonly OutlineRow[] {
  const steps = new Map(stepsOf(document).map((step) => [step.id, step]));
  const next = arrowsByStep(arrowsOf(document));
  const order = orderOf(document);
  const numbers = new Map(order.map((id, at) => [id, at + 1]));
  const unreached = new Set(unreachedIn(document));
  return order.map((id, at) => ({
    step: steps.get(id)!,
    number: at + 1,
    exits: (next.get(id) ?? []).map(({ port, to }) => ({ port, to: steps.get(to)!, goesBack: numbers.get(to)! <= at + 1 })),
    isReached: !unreached.has(id),
  }));
}
