import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../../api/client";
import { useCommand } from "../../api/useCommand";
import { Answer } from "../../ui/Answer";
import { Callout } from "../../ui/Callout";
import { longDateTime } from "../../ui/dates";
import { Page } from "../../ui/Page";
import { ReasonDialog } from "../../ui/ReasonDialog";
import { StatusTag, type Tone } from "../../ui/StatusTag";
import { usePalette } from "../page/usePalette";
import { Comparison } from "./Comparison";
import { versionsOf } from "./useVersions";

const states: Record<Api["PublicationView"]["state"], { text: string; tone: Tone }> = {
  Pending: { text: "Espera a otra persona", tone: "soon" },
  Approved: { text: "Publicada", tone: "done" },
  Discarded: { text: "Descartada", tone: "unknown" },
};

/** What somebody proposes to publish: a second person reads each change and decides. */
export function PublicationPage() {
  const { id = "" } = useParams();
  const publication = useQuery({
    queryKey: ["/api/publications", { id }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/publications/{id}", { params: { path: { id } }, signal })),
  });

  return (
    <Answer query={publication} heading="Publicación de un flujo">
      {(view) => <Publication view={view} />}
    </Answer>
  );
}

function Publication({ view }: { view: Api["PublicationView"] }) {
  const palette = usePalette();
  const versions = useQuery({
    queryKey: ["/api/definitions", { definitionId: view.definitionId }],
    queryFn: ({ signal }) => versionsOf(view.definitionId, signal),
  });
  const [asked, setAsked] = useState<"approve" | "discard" | null>(null);
  const decide = useCommand(
    ({ act, reason }: { act: "approve" | "discard"; reason: string }, header) =>
      answerOf(api.POST(act === "approve" ? "/api/publications/{id}/approve" : "/api/publications/{id}/discard", { params: { path: { id: view.id }, header }, body: { reason } })),
    { changes: "definitions", onDone: () => setAsked(null) },
  );
  const state = states[view.state];

  return (
    <Page
      title={`Publicar «${view.name}», versión ${view.version}`} via={[{ label: view.name, to: `/flujos/${encodeURIComponent(view.definitionId)}` }]}
      state={<StatusTag tone={state.tone}>{state.text}</StatusTag>}
      facts={[`Propone ${view.proposedByName ?? "una persona que ya no está"}, ${longDateTime(view.proposedAt)}`]}
      actions={
        <>
          {view.canDiscard && <Button variant="default" onClick={() => setAsked("discard")}>Descartar</Button>}
          {view.canApprove && <Button onClick={() => setAsked("approve")}>Aprobar y publicar</Button>}
        </>
      }
    >
      <p>
        <b>Motivo:</b> {view.reason}
      </p>
      {view.isStale && <Callout tone="late" title="El dibujo cambió después de que se propuso.">Hay que proponerlo otra vez.</Callout>}
      {view.whyNot && <Callout tone="soon" title={view.whyNot} />}
      {view.decidedAt && (
        <p>
          <b>Decidió</b> {view.decidedByName ?? "el servidor"}, {longDateTime(view.decidedAt)}: «{view.decisionReason}»
        </p>
      )}
      <section className="section" aria-labelledby="cambios">
        <h2 id="cambios">Qué cambia</h2>
        <p>Los procesos abiertos siguen con la versión en que empezaron. Los que se abran después de publicar corren con esta.</p>
        <Answer query={palette}>
          {(known) => (
            <Answer query={versions}>
              {(list) => <Comparison definitionId={view.definitionId} before={versionBefore(list, view.version)} after={view.version} palette={known} />}
            </Answer>
          )}
        </Answer>
      </section>
      {asked && (
        <ReasonDialog
          title={asked === "approve" ? `Publicar «${view.name}», versión ${view.version}` : `Descartar «${view.name}», versión ${view.version}`}
          explanation={asked === "approve" ? "Los procesos que se abran desde ahora correrán con esta versión. Los abiertos siguen con la suya." : "No se publica. Quien dibuja puede corregir y proponer otra vez."}
          confirm={asked === "approve" ? "Aprobar y publicar" : "Descartar"} isWaiting={decide.isPending} problem={decide.error}
          onConfirm={(reason) => decide.mutate({ act: asked, reason })} onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

/** What ran before it: the published version, or the one before. */
function versionBefore(versions: readonly Api["DefinitionSummary"][], version: number): number | null {
  const older = versions.filter((one) => one.version < version);
  return (older.find((one) => one.state === "Published") ?? older[0])?.version ?? null;
}
