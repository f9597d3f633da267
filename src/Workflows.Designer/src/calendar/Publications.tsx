import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDateTime } from "../ui/dates";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { publicationState } from "./words";

type Asked = { title: string; explanation: string; confirm: string; act: (reason: string, header: { "Idempotency-Key": string }) => Promise<unknown> };

/** Versions of flows that somebody proposes to publish: another person approves or discards them. Drafts can be proposed from here. */
export function Publications() {
  const session = useSession()!;
  const draws = hasRole(session, "national.coordinator", "national.administrator");
  const [asked, setAsked] = useState<Asked>();
  const publications = useQuery({
    queryKey: ["/api/publications"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/publications", { params: { query: { pageSize: 20 } }, signal })),
  });

  return (
    <section className="section" aria-labelledby="publicaciones">
      <h2 id="publicaciones">Publicaciones de flujos</h2>
      <Text mb="sm">Una versión empieza a regir cuando la aprueba una persona distinta de quien la propuso y de quien guardó el dibujo.</Text>
      <Answer query={publications}>
        {(list) =>
          list.total === 0 ? (
            <Text>Nadie ha propuesto publicar un flujo.</Text>
          ) : (
            <DataTable
              caption="Propuestas de publicación, la más reciente primero" minWidth="44rem" rows={list.items} keyOf={(publication) => publication.id}
              columns={[
                { key: "flow", head: "Flujo", names: true, cell: (publication) => `${publication.name}, versión ${publication.version}` },
                { key: "state", head: "Estado", cell: (publication) => <StatusTag bare tone={publicationState[publication.state].tone}>{publicationState[publication.state].text}</StatusTag> },
                {
                  key: "by", head: "Propuesta",
                  cell: (publication) => (
                    <>
                      «{publication.reason}»
                      <div className="support">
                        {publication.proposedByName}, {longDateTime(publication.proposedAt)}
                      </div>
                    </>
                  ),
                },
                { key: "decision", head: "Decisión", cell: (publication) => <Decision publication={publication} onAsk={setAsked} /> },
              ]}
            />
          )
        }
      </Answer>
      {draws && <Drafts waiting={publications.data?.items ?? []} onAsk={setAsked} />}
      {asked && <Confirm key={asked.title} asked={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

function Decision({ publication, onAsk }: { publication: Api["PublicationView"]; onAsk: (asked: Asked) => void }) {
  const path = { id: publication.id };
  if (publication.state !== "Pending")
    return (
      <Text size="sm">
        {publication.decidedByName ?? "El servidor"}
        {publication.decidedAt && `, ${longDateTime(publication.decidedAt)}`}: «{publication.decisionReason}»
      </Text>
    );
  return (
    <>
      {publication.isStale && <Text size="sm">El dibujo cambió después de que se propuso: hay que proponerlo otra vez.</Text>}
      {publication.whyNot && <Text size="sm">{publication.whyNot}</Text>}
      <Group gap="xs">
        {publication.canApprove && (
          <Button
            size="compact-md" aria-label={`Aprobar ${publication.name}`}
            onClick={() =>
              onAsk({
                title: `Publicar «${publication.name}», versión ${publication.version}`,
                explanation: "Los procesos que se abran desde ahora correrán con esta versión. Los abiertos siguen con la suya.",
                confirm: "Aprobar y publicar",
                act: (reason, header) => answerOf(api.POST("/api/publications/{id}/approve", { params: { path, header }, body: { reason } })),
              })
            }
          >
            Aprobar
          </Button>
        )}
        {publication.canDiscard && (
          <Button
            size="compact-md" variant="default" aria-label={`Descartar ${publication.name}`}
            onClick={() =>
              onAsk({
                title: `Descartar «${publication.name}», versión ${publication.version}`,
                explanation: "No se publica. Quien dibuja puede corregir y proponer otra vez.",
                confirm: "Descartar",
                act: (reason, header) => answerOf(api.POST("/api/publications/{id}/discard", { params: { path, header }, body: { reason } })),
              })
            }
          >
            Descartar
          </Button>
        )}
      </Group>
    </>
  );
}

function Drafts({ waiting, onAsk }: { waiting: Api["PublicationView"][]; onAsk: (asked: Asked) => void }) {
  const drafts = useQuery({
    queryKey: ["/api/definitions", { state: "Draft" }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/definitions", { params: { query: { state: "Draft", sort: "name" } }, signal })),
  });
  // One that waits as it is drawn now needs no second proposal.
  const isWaiting = (draft: Api["DefinitionSummary"]) =>
    waiting.some((one) => one.state === "Pending" && !one.isStale && one.definitionId === draft.definitionId && one.version === draft.version);
  const free = (drafts.data?.items ?? []).filter((draft) => !isWaiting(draft));
  if (free.length === 0) return null;
  return (
    <>
      <h3 style={{ marginTop: "1.5rem" }}>Borradores que puedes proponer</h3>
      <ul className="queue">
        {free.map((draft) => (
          <li key={draft.id}>
            <div className="queue__what">
              {draft.name}, versión {draft.version}
            </div>
            <Button
              size="compact-md" variant="default" aria-label={`Proponer publicación de ${draft.name}`}
              onClick={() =>
                onAsk({
                  title: `Proponer que se publique «${draft.name}»`,
                  explanation: "La publica otra persona que coordine o administre, si está de acuerdo.",
                  confirm: "Proponer",
                  act: (reason, header) =>
                    answerOf(api.POST("/api/publications", { params: { header }, body: { definitionId: draft.definitionId, version: draft.version, reason } })),
                })
              }
            >
              Proponer publicación
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Confirm({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const act = useCommand((reason: string, header) => asked.act(reason, header), { changes: "definitions", onDone: onClose });
  return (
    <ReasonDialog
      title={asked.title} explanation={asked.explanation} confirm={asked.confirm} isWaiting={act.isPending} problem={act.error}
      onConfirm={(reason) => act.mutate(reason)} onClose={onClose}
    />
  );
}
