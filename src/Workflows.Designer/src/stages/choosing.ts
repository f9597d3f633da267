import type { ProcessLine } from "../processes/states";

export type StageFilter = { search: string; state: string; step: string; role: string };

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The institutions of a stage that a filter lets through. Accents and capitals do not matter. */
export function through(lines: readonly ProcessLine[], { search, state, step, role }: StageFilter): ProcessLine[] {
  const wanted = plain(search.trim());
  return lines.filter(
    (line) =>
      (!wanted || plain(`${line.institutionName} ${line.institutionCode}`).includes(wanted)) &&
      (!state || line.state === state) &&
      (!step || line.steps.some((one) => one.activityId === step)) &&
      (!role || line.tasks.some((task) => task.holder.roleCode === role)),
  );
}

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
