import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { hasRole, useSession } from "../session/session";
import type { Waiting } from "./today";

const shown = 5;
/** A quarter back, and a fortnight ahead. */
const [weeks, days] = [13, 14];

/** Everything the coordinators' first page tells: each list answers when it can, and none waits for another. */
export function useToday() {
  const session = useSession();
  const decidesExtensions = Boolean(session && hasRole(session, "national.coordinator", "national.technicalSecretariat"));
  const query = { pageSize: shown };
  const stages = useQuery({ queryKey: ["/api/stages"], queryFn: ({ signal }) => answerOf(api.GET("/api/stages", { signal })) });
  const lateOnly = { state: "Late" as const, ...query };
  const late = useQuery({
    queryKey: ["/api/processes", lateOnly], queryFn: ({ signal }) => answerOf(api.GET("/api/processes", { params: { query: lateOnly }, signal })),
  });
  const incidents = useQuery({
    queryKey: ["/api/incidents", query], queryFn: ({ signal }) => answerOf(api.GET("/api/incidents", { params: { query }, signal })),
  });
  const extensions = useQuery({
    queryKey: ["/api/extensions", query], queryFn: ({ signal }) => answerOf(api.GET("/api/extensions", { params: { query }, signal })), enabled: decidesExtensions,
  });
  const proposals = useQuery({
    queryKey: ["/api/calendar/proposals", { pageSize: 50 }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/proposals", { params: { query: { pageSize: 50 } }, signal })),
  });
  const held = useQuery({
    queryKey: ["/api/held-notices", query], queryFn: ({ signal }) => answerOf(api.GET("/api/held-notices", { params: { query }, signal })),
  });
  const uncertainOnly = { state: "Uncertain" as const, pageSize: 1 };
  const uncertain = useQuery({
    queryKey: ["/api/mails", uncertainOnly], queryFn: ({ signal }) => answerOf(api.GET("/api/mails", { params: { query: uncertainOnly }, signal })),
  });
  const lateness = useQuery({
    queryKey: ["/api/processes", "lateness", weeks], queryFn: ({ signal }) => answerOf(api.GET("/api/processes/lateness", { params: { query: { weeks } }, signal })),
  });
  const next = useQuery({
    queryKey: ["/api/calendar/next", days], queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/next", { params: { query: { days } }, signal })),
  });
  const waiting: Waiting = { incidents: incidents.data, extensions: extensions.data, proposals: proposals.data, held: held.data, uncertain: uncertain.data };

  return { stages, late, lateness, next, incidents, waiting, isAsking: [incidents, extensions, proposals, held, uncertain].some((one) => one.isLoading) };
}
