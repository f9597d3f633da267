import type { Api } from "../api/client";

type Impact = Api["ImpactView"];

/** What a change does in the same way to many: read once, with everybody it is true of. */
export type SameImpact = { of: Impact; all: readonly Impact[] };

/** Impacts that say the same of the same task together, in the order of the first of each. */
export function togetherBySame(impacts: readonly Impact[]): SameImpact[] {
  const groups = new Map<string, Impact[]>();
  for (const impact of impacts) {
    const { taskTitle, from, to, notices, judged, state, note } = impact;
    // What has no institution is one of its kind.
    const key = JSON.stringify([taskTitle, from, to, notices, judged, state, note, impact.institutionName ? "" : (impact.taskId ?? impact.instanceId)]);
    const group = groups.get(key);
    if (group) group.push(impact);
    else groups.set(key, [impact]);
  }
  return [...groups.values()].map((all) => ({ of: all[0]!, all }));
}
