import { activitiesOf, arrowsOf, type Arrow, type FlowDocument } from "./document";

/** Where a flow begins: its beginnings as they are drawn, or the steps that nothing leads to. */
function beginningsOf(document: FlowDocument): readonly string[] {
  const activities = activitiesOf(document);
  const starts = activities.filter((activity) => activity.type === "Elsa.Start");
  if (starts.length > 0) return starts.map((activity) => activity.id);
  const led = new Set(arrowsOf(document).map((arrow) => arrow.to));
  const free = activities.filter((activity) => !led.has(activity.id));
  return (free.length > 0 ? free : activities.slice(0, 1)).map((activity) => activity.id);
}

/** Steps that one comes to from some, themselves too, without passing through others. */
export function reachedFrom(document: FlowDocument, from: readonly string[], without: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const next = arrowsByStep(arrowsOf(document));
  const reached = new Set(from);
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { to } of next.get(id) ?? []) {
      if (reached.has(to) || without.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}

/** Steps that no way leads to. */
export function unreachedIn(document: FlowDocument): readonly string[] {
  const reached = reachedFrom(document, beginningsOf(document));
  return activitiesOf(document).map((activity) => activity.id).filter((id) => !reached.has(id));
}

/**
 * Every step in the order in which a process comes to it: before a step stand those that lead to it, but for ways back. What no way leads
 * to stands at the end. By hand and not by recursion: a file may be thousands of steps long.
 */
export function orderOf(document: FlowDocument): readonly string[] {
  const next = arrowsByStep(arrowsOf(document));
  const seen = new Set<string>();
  const order: string[] = [];
  for (const root of [...beginningsOf(document).toReversed(), ...unreachedIn(document).toReversed()].toReversed()) {
    const finished: string[] = [];
    const way: { id: string; arrows: readonly Arrow[]; at: number }[] = [];
    const enter = (id: string) => {
      seen.add(id);
      // Backwards, because what is finished last comes first.
      way.push({ id, arrows: (next.get(id) ?? []).toReversed(), at: 0 });
    };
    if (!seen.has(root)) enter(root);
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const arrow = here.arrows[here.at++];
      if (!arrow) finished.push(way.pop()!.id);
      else if (!seen.has(arrow.to)) enter(arrow.to);
    }
    order.push(...finished.toReversed());
  }
  return order;
}

export function arrowsByStep(arrows: readonly Arrow[]): ReadonlyMap<string, readonly Arrow[]> {
  const byStep = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    const known = byStep.get(arrow.from);
    if (known) known.push(arrow);
    else byStep.set(arrow.from, [arrow]);
  }
  return byStep;
}
