import { useNavigate } from "react-router";
import { answerOf, api, type Api } from "../../api/client";
import { useCommand } from "../../api/useCommand";
import { ReasonDialog } from "../../ui/ReasonDialog";
import { ChangeList } from "./ChangeList";
import type { Changes } from "./useChanges";

type Props = { summary: Api["DefinitionSummary"]; changes: Changes; isSaved: boolean; onSaveNow: () => Promise<void>; onClose: () => void };

/** Asks that a draft become the version on which new processes run. Each change is read once more before it is asked. */
export function ProposeDialog({ summary, changes, isSaved, onSaveNow, onClose }: Props) {
  const navigate = useNavigate();
  const { definitionId, version, name } = summary;
  const propose = useCommand(
    async (reason: string, header) => {
      await onSaveNow();
      return answerOf(api.POST("/api/publications", { params: { header }, body: { definitionId, version, reason } }));
    },
    { changes: "definitions", onDone: (publication) => navigate(`/flujos/publicaciones/${publication.id}`) },
  );

  return (
    <ReasonDialog
      title={`Proponer que se publique «${name}»`} confirm="Proponer" isWaiting={propose.isPending} problem={propose.error} canConfirm={isSaved} onClose={onClose}
      explanation="La publica otra persona que coordine o administre, si está de acuerdo. Los procesos abiertos siguen con su versión; los nuevos correrán con esta."
      onConfirm={(reason) => propose.mutate(reason)}
    >
      <ChangeList changes={changes.list} />
    </ReasonDialog>
  );
}
