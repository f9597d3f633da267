import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";
import type { DayReason } from "../../calendar/derivation";
import type { Policy } from "../../deadlines/policies";

/** The date that a policy gives, and why. */
type Plan = { readonly deadline: string; readonly sentence?: string; readonly explanation?: DayReason[] };

/** A deadline policy as the server reads it: its sentences, and its date were the task opened on a day. */
export function useReading(policy: Policy, opened: string, year?: number) {
  const reading = useQuery({
    queryKey: ["/api/deadlines/reading", { policy, opened, year }],
    queryFn: ({ signal }) => {
      const body = { policy, ...(opened && { openedAt: `${opened}T15:00:00Z` }), ...(year && { year }) };
      return answerOf(api.POST("/api/deadlines/reading", { body, signal }));
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
  return { sentences: reading.data?.sentences, plan: reading.data?.plan as Plan | null | undefined, error: reading.error };
}
