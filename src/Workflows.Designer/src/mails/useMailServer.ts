import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";

/** How mails leave this server; asked only for whoever administers it. */
export function useMailServer(isAsked: boolean) {
  return useQuery({
    queryKey: ["/api/mail-server"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/mail-server", { signal })),
    enabled: isAsked,
    staleTime: Infinity,
  });
}
