import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { answerOf, api, type Api } from "../../api/client";
import type { FlowDocument } from "../draft/document";
import type { Port } from "../draft/palette";

export type Problem = Api["Problem"];

const quiet = 400;

/** What the server's checker says of a drawing to whoever draws, a moment after each edit: problems, and the ways out of each step. */
export function useCheck(document: FlowDocument, isOn: boolean) {
  const [asked, setAsked] = useState(document);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(document), quiet);
    return () => clearTimeout(timer);
  }, [document]);
  const { data } = useQuery({
    queryKey: ["check", asked],
    queryFn: ({ signal }) => answerOf(api.POST("/api/definitions/check", { body: asked as never, signal })),
    queryKeyHashFn: () => `check ${numberOf(asked)}`,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    enabled: isOn,
    gcTime: 60_000,
    retry: false,
  });
  return useMemo(
    () => ({
      canPublish: data?.canPublish ?? false,
      problems: data?.problems ?? [],
      brought: data?.brought ?? [],
      ports: new Map((data?.steps ?? []).map((step) => [step.id, step.ports as readonly Port[]])),
      isCurrent: asked === document && data !== undefined,
    }),
    [asked, data, document],
  );
}

// A drawing is a value of its own: its number says which, without reading it through.
const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(document: FlowDocument): number {
  const known = numbers.get(document);
  if (known !== undefined) return known;
  numbers.set(document, ++last);
  return last;
}
