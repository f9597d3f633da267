import type { ProcessLine } from "../processes/states";

/** Who can be reminded: whoever has something open. */
export function canBeReminded(line: ProcessLine): boolean {
  return line.tasks.length > 0;
}

/** Adds or takes out some processes of what is chosen. */
export function choose(chosen: ReadonlySet<string>, ids: readonly string[], isIn: boolean): Set<string> {
  const after = new Set(chosen);
  for (const id of ids) {
    if (isIn) after.add(id);
    else after.delete(id);
  }
  return after;
}

/** Of what is chosen, what can still be reminded: who finished meanwhile is not. */
export function stillOpen(chosen: ReadonlySet<string>, open: readonly string[]): string[] {
  return open.filter((id) => chosen.has(id));
}
