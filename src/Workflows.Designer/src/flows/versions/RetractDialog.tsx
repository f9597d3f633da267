import { answerOf, api, type Api } from "../../api/client";
import { useCommand } from "../../api/useCommand";
import { ReasonDialog } from "../../ui/ReasonDialog";

type Props = { version: Api["DefinitionSummary"]; onClose: () => void };

/** The published version is taken back: nothing new is opened with it. */
export function RetractDialog({ version, onClose }: Props) {
  const { definitionId } = version;
  const retract = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/definitions/{definitionId}/retract", { params: { path: { definitionId }, header }, body: { reason } })),
    { changes: "definitions", onDone: onClose },
  );

  return (
    <ReasonDialog
      title={`Retirar «${version.name}», versión ${version.version}`} confirm="Retirar" isDangerous isWaiting={retract.isPending} problem={retract.error}
      explanation={`Nadie podrá abrir procesos nuevos de este flujo hasta que se publique otra versión. Los que están abiertos siguen con la suya: los de la versión ${version.version} terminan con ella.`}
      onConfirm={(reason) => retract.mutate(reason)} onClose={onClose}
    />
  );
}
