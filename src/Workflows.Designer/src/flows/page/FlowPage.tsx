import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../../api/client";
import { askAgain } from "../../api/useCommand";
import { decides } from "../../session/places";
import { useSession } from "../../session/session";
import { Answer } from "../../ui/Answer";
import type { FlowDocument } from "../draft/document";
import { versionsOf } from "../versions/useVersions";
import { forget, kept, type Backup } from "./backup";
import { FlowEditor } from "./FlowEditor";
import { RecoverDialog } from "./RecoverDialog";
import { usePalette } from "./usePalette";

/** A flow to draw on: its newest version, a draft of somebody else too. */
export function FlowPage() {
  const { id = "" } = useParams();
  const session = useSession()!;
  const palette = usePalette();
  const [round, setRound] = useState(0);
  const flow = useQuery({
    queryKey: ["flow", id, round],
    queryFn: ({ signal }) => newestOf(id, signal),
    // What one draws on is not taken away under one's hands; whoever saved meanwhile is told when saving.
    staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false,
  });

  return (
    <Answer query={palette} heading="Diseño de flujo">
      {(known) => (
        <Answer query={flow} heading="Diseño de flujo">
          {(view) => <Opened key={`${id} ${round}`} view={view} palette={known} person={session.personId} mayDraw={decides(session)} onReload={() => setRound((count) => count + 1)} />}
        </Answer>
      )}
    </Answer>
  );
}

type OpenedProps = { view: Api["DefinitionView"]; palette: Api["Palette"]; person: string; mayDraw: boolean; onReload: () => void };

/** What the browser kept and the server does not have is offered before anything else is drawn. */
function Opened({ view, palette, person, mayDraw, onReload }: OpenedProps) {
  const queries = useQueryClient();
  const place = { person, definitionId: view.summary.definitionId };
  const [found, setFound] = useState<Backup | null>(() => (mayDraw ? kept(place) : null));
  const [begun, setBegun] = useState<Backup>();
  const server = view.document as unknown as FlowDocument;
  const onSaved = useCallback(() => void askAgain(queries, "definitions"), [queries]);

  if (found && JSON.stringify(found.document) !== JSON.stringify(server))
    return (
      <RecoverDialog
        name={view.summary.name} isOlder={found.eTag !== view.eTag}
        onRecover={() => {
          setBegun(found);
          setFound(null);
        }}
        onForget={() => {
          forget(place);
          setFound(null);
        }}
      />
    );
  return <FlowEditor view={view} base={begun?.eTag ?? view.eTag} first={begun?.document ?? server} palette={palette} person={person} isReadOnly={!mayDraw} onSaved={onSaved} onReload={onReload} />;
}

async function newestOf(definitionId: string, signal: AbortSignal): Promise<Api["DefinitionView"]> {
  const versions = await versionsOf(definitionId, signal);
  const version = versions.length > 0 ? Math.max(...versions.map((one) => one.version)) : undefined;
  return answerOf(api.GET("/api/definitions/{definitionId}", { params: { path: { definitionId }, query: { version } }, signal }));
}
