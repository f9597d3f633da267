import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { answerOf, api, type Api } from "../../api/client";
import { useCommand } from "../../api/useCommand";
import { Answer } from "../../ui/Answer";
import { ReasonDialog } from "../../ui/ReasonDialog";
import { differenceOf } from "../draft/difference";
import type { FlowDocument } from "../draft/document";
import type { Palette } from "../draft/palette";
import { ChangeList } from "./ChangeList";
import { savedBy } from "./savedBy";
import { versionOf } from "./useVersions";

type Props = { version: Api["DefinitionSummary"]; newest: Api["DefinitionSummary"]; palette: Palette; onClose: () => void };

/** An earlier drawing becomes the draft. What a draft would lose by it is said before. */
export function RestoreDialog({ version, newest, palette, onClose }: Props) {
  const navigate = useNavigate();
  const { definitionId } = version;
  const pair = useQuery({
    queryKey: ["/api/definitions", { definitionId, restore: version.version, over: newest.version }],
    queryFn: async ({ signal }) => {
      const [earlier, now] = await Promise.all([versionOf(definitionId, version.version, signal), versionOf(definitionId, newest.version, signal)]);
      return { earlier, now };
    },
    // What is written over is what was seen.
    staleTime: 0, gcTime: 0, refetchOnWindowFocus: false,
  });
  const restore = useCommand(
    ({ reason, eTag }: { reason: string; eTag: string }, header) =>
      answerOf(
        api.POST("/api/definitions/{definitionId}/restore", { params: { path: { definitionId }, header }, headers: { "If-Match": eTag }, body: { version: version.version, reason } }),
      ),
    { changes: "definitions", onDone: () => navigate(`/flujos/${encodeURIComponent(definitionId)}`) },
  );
  const isOver = newest.state === "Draft";

  return (
    <ReasonDialog
      title={`Recuperar la versión ${version.version} como borrador`} confirm={isOver ? "Reemplazar el borrador" : "Recuperar como borrador"} isDangerous={isOver} isWaiting={restore.isPending}
      problem={restore.error} canConfirm={Boolean(pair.data)}
      explanation={
        isOver
          ? `Ya hay un borrador, la versión ${newest.version}. ${withStop(savedBy(newest))} Se reemplaza por el dibujo de la versión ${version.version}. Los procesos abiertos siguen con su versión.`
          : `El dibujo de la versión ${version.version} queda como borrador. No rige hasta que otra persona lo publique. Los procesos abiertos siguen con su versión.`
      }
      onConfirm={(reason) => pair.data && restore.mutate({ reason, eTag: pair.data.now.eTag })} onClose={onClose}
    >
      <Answer query={pair}>
        {({ earlier, now }) => (
          <Difference
            title={isOver ? "Qué cambia en el borrador" : `Qué cambia respecto de la versión ${newest.version}`} before={now.document as unknown as FlowDocument}
            after={earlier.document as unknown as FlowDocument} palette={palette}
          />
        )}
      </Answer>
    </ReasonDialog>
  );
}

const withStop = (sentence: string) => (sentence === "" || sentence.endsWith(".") ? sentence : `${sentence}.`);

function Difference({ title, before, after, palette }: { title: string; before: FlowDocument; after: FlowDocument; palette: Palette }) {
  const changes = useMemo(() => differenceOf(before, after, palette), [before, after, palette]);

  return (
    <section aria-label={title}>
      <b>{title}</b>
      <ChangeList changes={changes} />
    </section>
  );
}
