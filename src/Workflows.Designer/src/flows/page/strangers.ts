import { answerOf, api, type Api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { readers } from "../../deadlines/ladder";
import type { Activity } from "../draft/document";
import type { Palette } from "../draft/palette";
import { namesIn, type NamedIn } from "../inputs/names";

/** Roles and places that steps name and this server does not have: somebody says who takes their place. */
export async function strangersIn(activities: readonly Activity[], palette: Palette): Promise<readonly NamedIn[]> {
  const named = namesIn(activities, palette);
  if (named.length === 0) return [];
  const roles = new Set([...(await answerOf(api.GET("/api/organisation/roles"))).map(({ code }: Api["RoleView"]) => code), ...readers.map(({ value }) => value)]);
  const isKnown = await Promise.all(named.map(({ kind, code }) => (kind === "role" ? roles.has(code) : isPlace(code))));
  return named.filter((_, at) => !isKnown[at]);
}

async function isPlace(code: string): Promise<boolean> {
  try {
    await answerOf(api.GET("/api/organisation/places/{code}", { params: { path: { code } } }));
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return false;
    throw error;
  }
}
