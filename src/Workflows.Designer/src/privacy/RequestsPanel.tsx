import { Button, Checkbox, Group, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { DataList } from "../ui/DataList";
import type { Column } from "../ui/DataTable";
import { longDay, shortDateTime } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { labelOfRight, outcomes, stateOf } from "./words";

type Case = Api["DecideDataRequestCaseView"];
type Outcome = Api["DataRequestOutcome"];

/** What people ask about their data, the one that ends first on top, with the ways to answer it. */
export function RequestsPanel() {
  const session = useSession()!;
  const filters = useFilters();
  const state = filters.of("state") === "Answered" ? "Answered" : "Open";
  const [answering, setAnswering] = useState<Case>();
  const [extending, setExtending] = useState<Case>();
  const list = useQuery({
    queryKey: ["/api/privacy/requests", { state, page: filters.page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/privacy/requests", { params: { query: { state, page: filters.page } }, signal })),
    placeholderData: keepPreviousData,
  });
  const administers = hasRole(session, "national.administrator");
  const columns: Column<Case>[] = [
    {
      key: "who", head: "Quién y qué pide", names: true,
      cell: ({ request, personName, email }) => (
        <div style={{ overflowWrap: "anywhere" }}>
          {labelOfRight(request.right)}
          <div className="support">{personName ? `${personName} <${email}>` : `${email}, que no es de nadie de la organización`}</div>
          <div className="support">«{request.text}»</div>
        </div>
      ),
    },
    {
      key: "state", head: "Estado",
      cell: ({ request, isOverdue, answeredBy }) => (
        <>
          <StatusTag bare tone={stateOf(request, isOverdue).tone}>{stateOf(request, isOverdue).label}</StatusTag>
          {request.answer && (
            <div className="support">
              {answeredBy}: {request.answer}
            </div>
          )}
        </>
      ),
    },
    {
      key: "due", head: "Se responde hasta",
      cell: ({ request }) => (
        <>
          {request.dueOn && longDay(request.dueOn)}
          {request.extensionReason && <div className="support">Se prorrogó: {request.extensionReason}</div>}
        </>
      ),
    },
    { key: "at", head: "Recibida", cell: ({ request }) => <span className="one-line">{shortDateTime(request.askedAt)}</span> },
  ];
  const acts: Column<Case> = {
    key: "acts", head: "Acción", acts: true, align: "right",
    cell: (one) =>
      one.request.state === "Open" &&
      one.personId !== session.personId && (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button size="compact-md" variant="default" aria-label={`Responder a ${one.email}`} onClick={() => setAnswering(one)}>
            Responder
          </Button>
          <MoreMenu label={`Más sobre la solicitud de ${one.email}`} acts={[one.canExtend && { label: "Prorrogar el plazo", onChoose: () => setExtending(one) }]} />
        </Group>
      ),
  };

  return (
    <>
      <DataList
        caption="Solicitudes sobre datos personales" filters={filters} query={list} keyOf={(one) => one.request.id} minWidth="52rem" columns={administers ? [...columns, acts] : columns}
        empty="No hay solicitudes sin responder"
        narrowBy={[{ name: "state", label: "Solicitudes", options: [{ value: "", label: "Sin responder" }, { value: "Answered", label: "Respondidas" }] }]}
      />
      {answering && <Answering of={answering} onClose={() => setAnswering(undefined)} />}
      {extending && <Extending of={extending} onClose={() => setExtending(undefined)} />}
    </>
  );
}

function Answering({ of: { request, personId }, onClose }: { of: Case; onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>("Granted");
  const [suppress, setSuppress] = useState(false);
  const canSuppress = request.right === "Erasure" && personId != null && outcome !== "Refused";
  const answer = useCommand(
    (asked: { outcome: Outcome; reason: string; suppress: boolean }, header) =>
      answerOf(api.POST("/api/privacy/requests/{id}/answer", { params: { path: { id: request.id }, header }, body: asked })),
    { changes: "privacy", onDone: onClose },
  );

  return (
    <ReasonDialog
      title={`Responder: ${labelOfRight(request.right)}`}
      explanation="Quien pidió recibe por correo la respuesta y sus razones. No se puede cambiar después."
      confirm="Responder"
      isWaiting={answer.isPending}
      problem={answer.error}
      onConfirm={(reason) => answer.mutate({ outcome, reason, suppress: canSuppress && suppress })}
      onClose={onClose}
    >
      <NativeSelect
        label="Respuesta"
        value={outcome}
        data={Object.entries(outcomes).map(([value, { label }]) => ({ value, label }))}
        onChange={(event) => setOutcome(event.currentTarget.value as Outcome)}
      />
      {canSuppress && (
        <Checkbox
          label="Suprimir ahora su nombre y su correo"
          description="Su cuenta se borra. Donde actuó se lee «Persona suprimida». No se puede deshacer."
          checked={suppress}
          onChange={(event) => setSuppress(event.currentTarget.checked)}
        />
      )}
    </ReasonDialog>
  );
}

function Extending({ of: { request }, onClose }: { of: Case; onClose: () => void }) {
  const extend = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/privacy/requests/{id}/extend", { params: { path: { id: request.id }, header }, body: { reason } })),
    { changes: "privacy", onDone: onClose },
  );

  return (
    <ReasonDialog
      title="Prorrogar el plazo"
      explanation="Se prorroga una sola vez y quien pidió recibe el motivo por correo."
      confirm="Prorrogar"
      isWaiting={extend.isPending}
      problem={extend.error}
      onConfirm={extend.mutate}
      onClose={onClose}
    />
  );
}
