import { Button, Checkbox, Group, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDay, shortDateTime } from "../ui/dates";
import { Pages } from "../ui/Pages";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { labelOfRight, outcomes, stateOf } from "./words";

type Case = Api["DecideDataRequestCaseView"];
type Outcome = Api["DataRequestOutcome"];

/** What people ask about their data, the one that ends first on top, with the ways to answer it. */
export function RequestsPanel() {
  const session = useSession()!;
  const [state, setState] = useState<"Open" | "Answered">("Open");
  const [page, setPage] = useState(1);
  const [answering, setAnswering] = useState<Case>();
  const [extending, setExtending] = useState<Case>();
  const list = useQuery({
    queryKey: ["/api/privacy/requests", { state, page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/privacy/requests", { params: { query: { state, page } }, signal })),
    placeholderData: keepPreviousData,
  });
  const administers = hasRole(session, "national.administrator");

  return (
    <Stack>
      <NativeSelect
        label="Solicitudes"
        value={state}
        data={[
          { value: "Open", label: "Sin responder" },
          { value: "Answered", label: "Respondidas" },
        ]}
        onChange={(event) => {
          setState(event.currentTarget.value as "Open" | "Answered");
          setPage(1);
        }}
        maw="16rem"
      />
      <Answer query={list}>
        {(found) =>
          found.total === 0 ? (
            <Text role="status">{state === "Open" ? "No hay solicitudes sin responder." : "Todavía no se responde ninguna."}</Text>
          ) : (
            <>
              <WideTable caption="Solicitudes sobre datos personales" minWidth="52rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Quién y qué pide</Table.Th>
                    <Table.Th scope="col">Recibida</Table.Th>
                    <Table.Th scope="col">Se responde hasta</Table.Th>
                    <Table.Th scope="col">Estado</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.items.map((one) => (
                    <Table.Tr key={one.request.id}>
                      <Table.Th scope="row" fw={400} style={{ overflowWrap: "anywhere" }}>
                        <Text fw={700}>{labelOfRight(one.request.right)}</Text>
                        <Text size="sm">{one.personName ? `${one.personName} <${one.email}>` : `${one.email}, que no es de nadie de la organización`}</Text>
                        <Text size="sm">«{one.request.text}»</Text>
                      </Table.Th>
                      <Table.Td>{shortDateTime(one.request.askedAt)}</Table.Td>
                      <Table.Td>
                        {one.request.dueOn && longDay(one.request.dueOn)}
                        {one.request.extensionReason && <Text size="sm">Se prorrogó: {one.request.extensionReason}</Text>}
                      </Table.Td>
                      <Table.Td>
                        <StatusTag bare tone={stateOf(one.request, one.isOverdue).tone}>{stateOf(one.request, one.isOverdue).label}</StatusTag>
                        {one.request.answer && (
                          <Text size="sm">
                            {one.answeredBy}: {one.request.answer}
                          </Text>
                        )}
                        {administers && one.request.state === "Open" && one.personId !== session.personId && (
                          <Group gap="xs" mt="xs">
                            <Button size="compact-md" aria-label={`Responder a ${one.email}`} onClick={() => setAnswering(one)}>
                              Responder
                            </Button>
                            {one.canExtend && (
                              <Button size="compact-md" variant="default" aria-label={`Prorrogar el plazo de ${one.email}`} onClick={() => setExtending(one)}>
                                Prorrogar
                              </Button>
                            )}
                          </Group>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </WideTable>
              <Pages number={found.number} size={found.size} total={found.total} onTurn={setPage} />
            </>
          )
        }
      </Answer>
      {answering && <Answering of={answering} onClose={() => setAnswering(undefined)} />}
      {extending && <Extending of={extending} onClose={() => setExtending(undefined)} />}
    </Stack>
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
