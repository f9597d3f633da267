/** That something changed on the server: what kind, and which. */
export type Change = { kind: string; id: string };

const work = ["/api/instances", "/api/incidents", "/api/processes", "/api/stages", "/api/tasks", "/api/timers"];

/** What one kind of change may show on, besides its own list. */
const alsoShownBy: Record<string, string[]> = {
  instances: work,
  tasks: work,
  duties: ["/api/interventions"],
  timers: ["/api/interventions"],
  stimuli: ["/api/interventions"],
};

/** The beginnings of the query keys to ask again after some changes. */
export function keysThatFollow(changes: readonly Change[]): string[] {
  if (changes.some((change) => change.kind === "*")) return ["/api/"];
  return [...new Set(changes.flatMap(({ kind }) => [`/api/${kind}`, ...(alsoShownBy[kind] ?? [])]))];
}
