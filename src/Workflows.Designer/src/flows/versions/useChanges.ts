import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import type { Api } from "../../api/client";
import { differenceOf, type Change } from "../draft/difference";
import type { FlowDocument } from "../draft/document";
import type { Palette } from "../draft/palette";
import { versionOf, versionsOf } from "./useVersions";

export type Changes = { against: number | null; list: readonly Change[] };

/** What differs from the published version, or from the one before where none is published. */
export function useChanges({ definitionId, version }: Api["DefinitionSummary"], document: FlowDocument, palette: Palette): Changes {
  const before = useQuery({
    queryKey: ["/api/definitions", { definitionId, before: version }],
    queryFn: async ({ signal }) => {
      const versions = await versionsOf(definitionId, signal);
      const wanted = versions.find((one) => one.state === "Published" && one.version !== version) ?? versions.find((one) => one.version < version);
      return wanted ? versionOf(definitionId, wanted.version, signal) : null;
    },
    staleTime: Infinity,
  }).data;
  // Typing goes first.
  const still = useDeferredValue(document);
  return useMemo(
    () => ({ against: before?.summary.version ?? null, list: before ? differenceOf(before.document as unknown as FlowDocument, still, palette) : [] }),
    [before, palette, still],
  );
}
