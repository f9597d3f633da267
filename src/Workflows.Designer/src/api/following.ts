/** That something changed on the server: what kind, and which. */
export type Change = { kind: string; id: string };

const work = ["/api/calendar/next", "/api/instances", "/api/incidents", "/api/processes", "/api/stages", "/api/tasks", "/api/timers"];

/** What each kind of change shows on: the beginnings of the query keys that it makes stale, whoever made it. The only such list. */
const shownOn = {
  absences: ["/api/organisation"],
  account: ["/api/account", "/api/session"],
  alerts: ["/api/alerts"],
  apiKeys: ["/api/api-keys"],
  commitments: ["/api/commitments", "/api/jobs", ...work],
  definitions: ["/api/definitions", "/api/publications"],
  duties: ["/api/duties", "/api/interventions"],
  extensions: ["/api/extensions", "/api/calendar/years", ...work],
  feeds: ["/api/calendar/feeds"],
  files: ["/api/unsent", "/api/files", "/api/interventions"],
  held: ["/api/held-notices"],
  instances: work,
  jobs: ["/api/jobs"],
  mails: ["/api/mails"],
  openings: ["/api/opening-calendars", "/api/interventions"],
  organisation: ["/api/organisation", "/api/session", "/api/jobs"],
  privacy: ["/api/privacy"],
  proposals: ["/api/calendar", "/api/jobs", ...work],
  savedFilters: ["/api/saved-filters"],
  stimuli: ["/api/stimuli", "/api/interventions"],
  tasks: work,
  timers: ["/api/timers", "/api/interventions"],
  unsent: ["/api/unsent"],
} as const satisfies Record<string, readonly string[]>;

/** A kind of change that a command may make. */
export type Subject = keyof typeof shownOn;

const isKnown = (kind: string): kind is Subject => Object.hasOwn(shownOn, kind);

/** The beginnings of the query keys to ask again after some changes. A kind that this page has never heard of shows on its own list. */
export function keysThatFollow(changes: readonly { kind: string; id?: string }[]): string[] {
  if (changes.some((change) => change.kind === "*")) return ["/api/"];
  return [...new Set(changes.flatMap(({ kind }) => (isKnown(kind) ? [...shownOn[kind]] : [`/api/${kind}`])))];
}

/** Whether a query of that key shows something of what changed. */
export const isStale = (key: unknown, beginnings: readonly string[]) => typeof key === "string" && beginnings.some((start) => key.startsWith(start));
