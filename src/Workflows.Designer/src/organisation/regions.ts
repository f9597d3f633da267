import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";

/** Of the places with a calendar of their own: provinces and communes have longer codes. */
export const isRegion = ({ code }: { code: string }) => code.length === 2;

export const regionsQuery = queryOptions({
  queryKey: ["/api/calendar/places"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/places", { signal })),
  select: (places) => places.filter(isRegion),
});
