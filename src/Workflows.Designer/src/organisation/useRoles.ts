import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";

/** The roles that exist, for whoever gives one. */
export function useRoles() {
  return useQuery({ queryKey: ["/api/organisation/roles"], queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/roles", { signal })), staleTime: Infinity }).data ?? [];
}
