import { useMutation } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { inputOf, type Answers, type Flow } from "./opening";

/** What somebody wants to open. */
export type Asked = { flow: Flow; answers: Answers };

export type Look = ReturnType<typeof useLook>;

/** Asks what would happen. It changes nothing, so it is asked again as often as one likes. */
export function useLook(onSeen: () => void) {
  return useMutation<Api["PreflightResponse"], ApiProblem, Asked>({
    mutationFn: ({ flow, answers }) => answerOf(api.POST("/api/openings/preflight", { body: { definitionId: flow.definitionId, input: inputOf(flow, answers) } })),
    onSuccess: onSeen,
  });
}
