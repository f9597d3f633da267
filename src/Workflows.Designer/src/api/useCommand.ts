import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { isStale, keysThatFollow, type Subject } from "./following";
import type { ApiProblem } from "./problem";

/** What identifies an intention of the person: the same intention asked again carries the same key. */
export type CommandHeaders = { "Idempotency-Key": string };

type Options<TAnswer> = {
  /** What it changes: whatever shows that is asked again afterwards. */
  changes?: Subject | readonly Subject[];
  onDone?: (answer: TAnswer) => void;
};

/**
 * A change somebody asks for. A double click or a retry after a lost connection is the same intention, with the same key, until
 * it succeeds or something else is asked.
 */
export function useCommand<TAsked, TAnswer>(
  act: (asked: TAsked, headers: CommandHeaders) => Promise<TAnswer>,
  { changes = [], onDone }: Options<TAnswer> = {},
) {
  const queries = useQueryClient();
  const intention = useRef({ of: "", key: "" });

  return useMutation<TAnswer, ApiProblem, TAsked>({
    mutationFn: (asked) => {
      const of = JSON.stringify(asked ?? null);
      if (intention.current.of !== of || intention.current.key === "") intention.current = { of, key: crypto.randomUUID() };
      return act(asked, { "Idempotency-Key": intention.current.key });
    },
    onSuccess: async (answer) => {
      intention.current = { of: "", key: "" };
      await askAgain(queries, ...[changes].flat());
      onDone?.(answer);
    },
  });
}

/** Asks again for whatever shows these subjects. */
export async function askAgain(queries: QueryClient, ...subjects: Subject[]) {
  const keys = keysThatFollow(subjects.map((kind) => ({ kind })));
  if (keys.length > 0) await queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => isStale(key, keys) });
}
