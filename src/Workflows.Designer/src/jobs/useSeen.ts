import { useCallback } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";

/** Says to the server that this person has seen how their jobs ended. */
export function useSeen() {
  const { mutate } = useCommand((_: null, header) => answerOf(api.POST("/api/jobs/seen", { params: { header } })), { changes: "jobs" });
  const see = useCallback(() => mutate(null), [mutate]);

  return { see };
}
