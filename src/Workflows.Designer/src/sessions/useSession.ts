import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { answerOf, api } from "../api/client";
import { ApiProblem, unreachable } from "../api/problem";
import { dayOf } from "../ui/dates";
import { instantAt, momentNow, type Entry, type Fact, type Session } from "./record";

const retryAfter = 5_000;

export function useSessionRecord(taskId: string) {
  return useQuery({
    queryKey: ["/api/tasks", taskId, "session"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}/session", { params: { path: { id: taskId } }, signal })),
  });
}

/**
 * What this person writes down: it is on the page at once, it is sent with an id of its own, and what the network swallowed is sent again
 * until the server has it. The same id twice is one entry.
 */
export function useWriting(taskId: string, session: Session, seenAt: number) {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<readonly Entry[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const isSending = useRef(false);

  const send = useCallback(
    async (entries: readonly Entry[]) => {
      if (entries.length === 0 || isSending.current) return;
      isSending.current = true;
      const leave = () => setWaiting((before) => before.filter((one) => !entries.includes(one)));
      try {
        await answerOf(
          api.POST("/api/tasks/{id}/session/entries", {
            params: { path: { id: taskId }, header: { "Idempotency-Key": crypto.randomUUID() } },
            body: { entries: [...entries] },
          }),
        );
        setProblem(undefined);
        await queries.invalidateQueries({ queryKey: ["/api/tasks", taskId, "session"] });
        leave();
      } catch (error) {
        const refusal = error instanceof ApiProblem ? error : unreachable();
        setProblem(refusal);
        // What was refused stays refused; what did not arrive waits.
        if (refusal.status >= 400 && refusal.status < 500 && refusal.status !== 401 && refusal.status !== 429) leave();
      } finally {
        isSending.current = false;
      }
    },
    [queries, taskId],
  );

  const [sent, setSent] = useState(0);
  useEffect(() => {
    if (waiting.length === 0) return;
    const timer = setTimeout(() => void send(waiting).then(() => setSent((before) => before + 1)), sent === 0 || !problem ? 0 : retryAfter);
    return () => clearTimeout(timer);
  }, [waiting, sent, problem, send]);

  const nowAt = () => momentNow(session, waiting, Date.now() - seenAt);

  const write = (facts: readonly Fact[], hour = "") => {
    const today = dayOf(nowAt());
    const day = session.date && session.date <= today ? session.date : today;
    const at = hour ? instantAt(day, hour) : nowAt();
    if (!at) return;
    setProblem(undefined);
    setWaiting((before) => [...before, ...facts.map((fact) => ({ isTelematic: false, quality: "Holder" as const, ...fact, id: crypto.randomUUID(), at }))]);
  };

  return { waiting, problem, write };
}
