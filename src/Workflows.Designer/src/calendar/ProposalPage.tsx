import { Anchor, Button, Group, List, Stack, Table, Text, Textarea, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand, type CommandHeaders } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { deadlineText, impactState, noticeName, proposalState } from "./words";

/** A proposed change and each deadline it moves: the date before and after, and which notices move with it. */
export function ProposalPage() {
  const { id = "" } = useParams();
  const found = useQuery({
    queryKey: ["/api/calendar/proposals", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/proposals/{id}", { params: { path: { id } }, signal })),
  });

  return (
    <Page title="Cambio propuesto">
      <Anchor component={Link} to="/calendario/propuestas">
        Volver a los cambios propuestos
      </Anchor>
      <Answer query={found}>
        {({ proposal, impacts }) => (
          <Stack mt="md">
            <Title order={2} size="h3">
              {proposal.title}
            </Title>
            <StatusTag bare tone={proposalState[proposal.state].tone}>{proposalState[proposal.state].text}</StatusTag>
            <Text>
              {proposal.createdByName ?? "El servidor"} lo propuso el {longDateTime(proposal.createdAt)}. Motivo: «{proposal.reason}».
              {proposal.norm && ` Norma: ${proposal.norm}.`}
            </Text>
            {proposal.decidedAt && (
              <Text>
                {proposal.decidedByName ?? "El servidor"} lo decidió el {longDateTime(proposal.decidedAt)}. Motivo: «{proposal.decisionReason}».
              </Text>
            )}
            {proposal.state === "Pending" && (proposal.canDecide ? <Decide id={id} /> : <Text>Lo decide otra persona de la coordinación, distinta de quien lo propuso.</Text>)}
            <Impacts impacts={impacts} />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Impacts({ impacts }: { impacts: Api["ImpactView"][] }) {
  if (impacts.length === 0) return <Text>El cambio no mueve ningún plazo abierto ni una fecha que un proceso espere.</Text>;
  return (
    <WideTable caption={`Plazos y fechas que cambian: ${impacts.length}. Lo que ya se envió no cambia.`} minWidth="40rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Tarea o espera</Table.Th>
          <Table.Th scope="col">Fecha</Table.Th>
          <Table.Th scope="col">Avisos que se mueven</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {impacts.map((impact) => (
          <Table.Tr key={impact.taskId ?? `${impact.instanceId}/${impact.taskTitle}`}>
            <Table.Td>
              <Anchor component={Link} to={impact.taskId ? `/tareas/${impact.taskId}` : `/procesos/${impact.instanceId}`}>
                {impact.taskTitle}
              </Anchor>
              {impact.institutionName && <Text size="sm">{impact.institutionName}</Text>}
              <Text size="sm">
                {impactState[impact.state]}
                {impact.note && `: ${impact.note}`}
              </Text>
            </Table.Td>
            <Table.Td>
              {impact.from === impact.to ? (
                <>Igual fecha: {deadlineText(impact.to)}</>
              ) : (
                <>
                  Antes: {deadlineText(impact.from)}
                  <br />
                  Con el cambio: {deadlineText(impact.to)}
                </>
              )}
            </Table.Td>
            <Table.Td>
              <List size="sm">
                {impact.notices.map((notice) => (
                  <List.Item key={notice.key}>
                    {noticeName(notice.key)}: {notice.to ? longDateTime(notice.to) : "no sale"}
                  </List.Item>
                ))}
              </List>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Decide({ id }: { id: string }) {
  const [reason, setReason] = useState("");
  const asked = (headers: CommandHeaders) => ({ params: { path: { id }, header: headers }, body: { reason } });
  const approve = useCommand((_: string, headers) => answerOf(api.POST("/api/calendar/proposals/{id}/approve", asked(headers))), {
    changes: "proposals",
    onDone: () => notifications.show({ message: "El cambio rige desde ahora. Sus plazos se están moviendo: el avance está en Trabajos en curso." }),
  });
  const discard = useCommand((_: string, headers) => answerOf(api.POST("/api/calendar/proposals/{id}/discard", asked(headers))), { changes: "proposals" });
  const problem = approve.error ?? discard.error;

  return (
    <Stack gap="sm" role="group" aria-label="Decidir el cambio">
      {problem && <ProblemAlert problem={problem} />}
      <Textarea label="Motivo de tu decisión" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Group>
        <Button loading={approve.isPending} onClick={() => approve.mutate(reason)}>
          Aprobar el cambio
        </Button>
        <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate(reason)}>
          Descartar el cambio
        </Button>
      </Group>
    </Stack>
  );
}
