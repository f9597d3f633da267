import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";

/** What flows are drawn with; it changes only with the server. */
export const usePalette = () => useQuery({ queryKey: ["/api/palette"], queryFn: ({ signal }) => answerOf(api.GET("/api/palette", { signal })), staleTime: Infinity });
