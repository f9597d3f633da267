import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../api/client";

export const committeesQuery = queryOptions({
  queryKey: ["/api/organisation/committees"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/committees", { signal })),
});

export const basisLabels: Record<Api["SeatBasis"], string> = { ExOfficio: "Por su cargo", Designated: "Por designación", Elected: "Por elección" };
