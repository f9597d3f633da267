import createClient, { type Middleware } from "openapi-fetch";
import { readProblem, unreachable } from "./problem";
import type { components, paths } from "./schema";

/** The shapes of the API by name: `Api["TaskSummary"]`. */
export type Api = components["schemas"];

/** The only way to the server. Addresses, queries and bodies are checked against its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: "" });

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const actingForKey = "workflows.acting-for";
const lost = new Set<() => void>();
let csrfToken = "";

/** What proves that our own page asks; it comes with the session. */
export function rememberCsrfToken(token: string) {
  csrfToken = token;
}

/** For which place a person with several posts acts; empty for all of them. A tab keeps its own. */
export function actingFor(): string {
  return sessionStorage.getItem(actingForKey) ?? "";
}

export function actFor(scopeCode: string) {
  if (scopeCode) sessionStorage.setItem(actingForKey, scopeCode);
  else sessionStorage.removeItem(actingForKey);
}

/** Tells when the server no longer knows who asks: the page stays, somebody offers to log in again. */
export function onSessionLost(listener: () => void): () => void {
  lost.add(listener);
  return () => lost.delete(listener);
}

/** The headers of every request that does not go through `api`: uploads with progress, downloads. */
export function requestHeaders(method: string): Record<string, string> {
  return {
    ...(actingFor() && { "X-Acting-For": actingFor() }),
    ...(!safe.has(method) && { "X-CSRF-Token": csrfToken }),
  };
}

/** For requests that do not go through `api`. */
export function tellIfSessionLost(status: number) {
  if (status === 401) lost.forEach((tell) => tell());
}

/** The body of a good answer; anything else is thrown as an `ApiProblem`. */
export async function answerOf<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw readProblem(response.status, error);
  return data as T;
}

const headers: Middleware = {
  onRequest({ request, schemaPath }) {
    for (const [name, value] of Object.entries(requestHeaders(request.method))) request.headers.set(name, value);
    // Who one is does not depend on the place chosen, and has to be answered when that place is no longer one's own.
    if (schemaPath === "/api/session") request.headers.delete("X-Acting-For");
    return request;
  },
  onResponse({ response, schemaPath }) {
    // A wrong password or code of whoever enters ends nobody's session.
    if (!schemaPath.startsWith("/api/session")) tellIfSessionLost(response.status);
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === "AbortError" ? undefined : unreachable();
  },
};

api.use(headers);
