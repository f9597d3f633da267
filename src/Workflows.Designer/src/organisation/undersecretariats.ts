import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";

/** The post that is held in an undersecretariat and not in a ministry as a whole. */
export const undersecretary = "ministry.undersecretary";

export const undersecretariatsQuery = queryOptions({
  queryKey: ["/api/organisation/undersecretariats"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/undersecretariats", { signal })),
});
