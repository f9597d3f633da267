import { useQuery } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../../api/client";
import { useCommand } from "../../api/useCommand";

export function useTask(id: string) {
  return useQuery({
    queryKey: ["/api/tasks", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}", { params: { path: { id } }, signal })),
  });
}

/** The versions handed in so far and what was said of each; `about`, of what another step handed in and this task is about. */
export function useRounds(id: string, about = false) {
  return useQuery({
    queryKey: ["/api/tasks", id, "rounds", about],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}/rounds", { params: { path: { id }, query: { about } }, signal })),
  });
}

/** What the institution handed in here in an earlier year, where a form has a table that may take it. */
export function useLastYear(id: string, isWanted: boolean) {
  return useQuery({
    queryKey: ["/api/tasks", id, "last-year"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}/last-year", { params: { path: { id } }, signal })),
    enabled: isWanted, staleTime: Infinity,
  });
}

export function useHold(id: string, onDone?: () => void) {
  const params = { path: { id } };
  const claim = useCommand((_: null, headers) => answerOf(api.POST("/api/tasks/{id}/claim", { params: { ...params, header: headers } })), { changes: "tasks", onDone });
  const release = useCommand((_: null, headers) => answerOf(api.POST("/api/tasks/{id}/release", { params: { ...params, header: headers } })), { changes: "tasks", onDone });
  return { claim, release };
}

export function useReassign(id: string, onDone: () => void) {
  return useCommand(
    (body: Api["ReassignTaskRequest"], headers) => answerOf(api.POST("/api/tasks/{id}/reassign", { params: { path: { id }, header: headers }, body })),
    { changes: "tasks", onDone },
  );
}

type Act = { action: string; body: Api["ActOnTaskRequest"] };

/** @param onSent Called as soon as the server has it, before the page is drawn anew. */
export function useAct(id: string, onSent: (answer: Api["ActOnTaskResponse"]) => void) {
  return useCommand(
    async ({ action, body }: Act, headers) => {
      const answer = await answerOf(api.POST("/api/tasks/{id}/acts/{action}", { params: { path: { id, action }, header: headers }, body }));
      onSent(answer);
      return answer;
    },
    { changes: "tasks" },
  );
}

export function useWithdraw(submissionId: string, onDone: (taskId: string) => void) {
  return useCommand(
    (_: null, headers) => answerOf(api.POST("/api/submissions/{id}/withdraw", { params: { path: { id: submissionId }, header: headers } })),
    { changes: "tasks", onDone: (answer) => onDone(answer.taskId) },
  );
}
