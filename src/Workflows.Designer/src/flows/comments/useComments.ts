import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";
import { openOf } from "./comments";

/** What those who draw say of a flow. Asked only for whoever draws: nobody else may read it. */
export function useComments(definitionId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ["/api/definitions", definitionId, "comments"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/definitions/{definitionId}/comments", { params: { path: { definitionId } }, signal })),
    enabled: isAsked,
  });
}

/** What its part of the page is called: with how many wait for somebody, once that is known. */
export function useCommentsLabel(definitionId: string, isAsked: boolean): string {
  const { data } = useComments(definitionId, isAsked);

  return data ? `Comentarios (${openOf(data).length})` : "Comentarios";
}
