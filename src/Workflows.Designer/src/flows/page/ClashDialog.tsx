import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ApiProblem } from "../../api/problem";
import { Answer } from "../../ui/Answer";
import { longDateTime } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { differenceOf } from "../draft/difference";
import type { FlowDocument } from "../draft/document";
import type { Palette } from "../draft/palette";
import { ChangeList } from "../versions/ChangeList";
import { versionOf, versionsOf } from "../versions/useVersions";

type Props = { problem: ApiProblem; definitionId: string; document: FlowDocument; palette: Palette; onKeepMine: (eTag: string) => void; onTakeTheirs: () => void; onClose: () => void };

/** Somebody saved the same flow meanwhile: what theirs would change of mine, before either is lost. */
export function ClashDialog({ problem, definitionId, document, palette, onKeepMine, onTakeTheirs, onClose }: Props) {
  const theirs = useQuery({
    queryKey: ["clash", definitionId, problem],
    queryFn: async ({ signal }) => versionOf(definitionId, (await versionsOf(definitionId, signal))[0]!.version, signal),
    gcTime: 0,
  });

  // Closing decides nothing: the question comes again with the next edit that cannot be saved.
  return (
    <Dialog title="No se guardó: revisa antes de seguir" isWide onClose={onClose}>
      <ProblemAlert problem={problem} />
      {problem.status === 412 && (
        <Answer query={theirs}>
          {(view) => (
            <>
              <p>
                Lo que está guardado es la versión {view.summary.version}, de {longDateTime(view.summary.createdAt)}. Si te quedas con lo tuyo, cambia así:
              </p>
              <ChangeList changes={differenceOf(view.document as unknown as FlowDocument, document, palette)} />
              <Group mt="md" justify="flex-end">
                <Button variant="default" onClick={onTakeTheirs}>
                  Abrir lo guardado y dejar lo mío
                </Button>
                <Button onClick={() => onKeepMine(view.eTag)}>Guardar lo mío encima</Button>
              </Group>
            </>
          )}
        </Answer>
      )}
    </Dialog>
  );
}
