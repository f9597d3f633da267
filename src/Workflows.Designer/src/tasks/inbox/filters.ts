import type { paths } from "../../api/schema";

type Query = NonNullable<paths["/api/tasks"]["get"]["parameters"]["query"]>;

/** What the inbox shows, as its address says it. */
export type Filters = {
  search: string;
  state: "Open" | "Completed";
  kind: string;
  due: "" | "overdue" | "week";
  claimed: "" | "me" | "nobody";
  all: boolean;
  sort: string;
  page: number;
};

const defaults: Filters = { search: "", state: "Open", kind: "", due: "", claimed: "", all: false, sort: "", page: 1 };

const names = { search: "busca", kind: "tipo", due: "plazo", claimed: "tomadas", sort: "orden" } as const;

export function readFilters(address: URLSearchParams): Filters {
  const oneOf = <T extends string>(value: string | null, known: readonly T[]): T | "" => known.find((one) => one === value) ?? "";
  return {
    search: address.get(names.search) ?? "",
    state: address.get("estado") === "terminadas" ? "Completed" : "Open",
    kind: oneOf(address.get(names.kind), ["deliverable", "review", "comment", "vote", "session"]),
    due: oneOf(address.get(names.due), ["overdue", "week"]),
    claimed: oneOf(address.get(names.claimed), ["me", "nobody"]),
    all: address.get("de") === "todos",
    sort: oneOf(address.get(names.sort), ["-dueAt", "title", "institution", "-openedAt", "-closedAt"]),
    page: Math.max(1, Number.parseInt(address.get("pagina") ?? "1", 10) || 1),
  };
}

/** The address of a view: only what differs from the plain inbox. */
export function writeFilters(filters: Filters): URLSearchParams {
  const address = new URLSearchParams();
  for (const [member, name] of Object.entries(names) as [keyof typeof names, string][]) if (filters[member]) address.set(name, filters[member]);
  if (filters.state === "Completed") address.set("estado", "terminadas");
  if (filters.all) address.set("de", "todos");
  if (filters.page > 1) address.set("pagina", String(filters.page));
  return address;
}

/** A change of any filter starts again at the first page. */
export function changed(filters: Filters, change: Partial<Filters>): Filters {
  return { ...filters, page: 1, ...change };
}

export function isPlain(filters: Filters): boolean {
  return writeFilters({ ...filters, page: 1 }).size === 0;
}

/** What the server is asked. Without an order of its own, what ended last comes first. */
export function queryOf(filters: Filters, now: number): Query {
  return {
    ...(filters.search && { search: filters.search }),
    ...(filters.kind && { kind: filters.kind }),
    ...(filters.due === "overdue" && { overdue: true }),
    ...(filters.due === "week" && { dueBefore: new Date(now + 7 * 86_400_000).toISOString() }),
    ...(filters.claimed && { claimed: filters.claimed }),
    ...(filters.all && { all: true }),
    state: filters.state,
    sort: filters.sort || (filters.state === "Completed" ? "-closedAt" : "dueAt"),
    page: filters.page,
  };
}

export { defaults as plainInbox };
