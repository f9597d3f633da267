import { answerOf, api, type Api } from "../../api/client";

/** Every version of a flow, the newest first. */
export async function versionsOf(definitionId: string, signal: AbortSignal): Promise<Api["DefinitionSummary"][]> {
  const list = await answerOf(api.GET("/api/definitions", { params: { query: { definitionId, pageSize: 200 } }, signal }));
  return list.items.toSorted((one, other) => other.version - one.version);
}

/** One version with its drawing. */
export const versionOf = (definitionId: string, version: number, signal: AbortSignal) =>
  answerOf(api.GET("/api/definitions/{definitionId}", { params: { path: { definitionId }, query: { version } }, signal }));
