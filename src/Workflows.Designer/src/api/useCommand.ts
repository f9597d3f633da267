import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { ApiProblem } from "./problem";

/** What identifies an intention of the person: the same intention asked again carries the same key. */
export type CommandHeaders = { "Idempotency-Key": string };

type Options<TAnswer> = {
  /** Query keys that are asked again afterwards. */
  refreshes?: readonly string[];
  onDone?: (answer: TAnswer) => void;
};

/**
 * A change somebody asks for. A double click or a retry after a lost connection is the same intention, with the same key, until
 * it succeeds or something else is asked.
 */
export function useCommand<TAsked, TAnswer>(
  act: (asked: TAsked, headers: CommandHeaders) => Promise<TAnswer>,
  { refreshes = [], onDone }: Options<TAnswer> = {},
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
      await Promise.all(refreshes.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      onDone?.(answer);
    },
  });
}
