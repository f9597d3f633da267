import { Anchor, Button, Group, NativeSelect, Table, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { ProblemAlert } from "../ui/ProblemAlert";
import { WideTable } from "../ui/WideTable";
import { DecideOnFile } from "./DecideOnFile";
import { sentence, unsentKinds, type UnsentKind } from "./unsent";

const shown = 50;

/** «Lo que no salió»: what should have gone out, why it did not, and what to do. */
export function UnsentPage() {
  const [kind, setKind] = useState<UnsentKind | "">("");
  const [page, setPage] = useState(1);
  const unsent = useQuery({
    queryKey: ["/api/unsent", { kind }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/unsent", { params: { query: kind ? { kind } : {} }, signal })),
  });

  return (
    <Page title="Lo que no salió">
      <Answer query={unsent}>
        {(answer) => (
          <>
            <NativeSelect
              mb="md"
              maw="24rem"
              label="Qué mostrar"
              value={kind}
              onChange={(event) => {
                setKind(event.currentTarget.value as UnsentKind | "");
                setPage(1);
              }}
              data={[
                { value: "", label: "Todo" },
                ...unsentKinds.map(({ value, label }) => ({ value, label: `${label} (${answer.counts[value] ?? 0})` })),
              ]}
            />
            {answer.items.length === 0 ? (
              <EmptyState title="Todo lo que debía salir salió">Lo que falle aparece aquí, con qué hacer.</EmptyState>
            ) : (
              <WideTable caption="De los últimos treinta días, lo más reciente primero" minWidth="56rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Cuándo</Table.Th>
                    <Table.Th scope="col">Qué</Table.Th>
                    <Table.Th scope="col">Por qué no salió</Table.Th>
                    <Table.Th scope="col">Qué hacer</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {answer.items.slice((page - 1) * shown, page * shown).map((item, number) => (
                    <Table.Tr key={`${item.mailId ?? item.fileHash ?? item.instanceId}-${number}`}>
                      <Table.Td>{longDateTime(item.at)}</Table.Td>
                      <Table.Td>
                        {item.label}: {sentence(item.what)} {item.to.length > 0 && `Para ${item.to.join(", ")}.`}
                      </Table.Td>
                      <Table.Td>{item.why}</Table.Td>
                      <Table.Td>
                        {item.then}
                        <WhatToDo item={item} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </WideTable>
            )}
            <Pages number={page} size={shown} total={answer.items.length} onTurn={setPage} />
            {answer.isCut && <Text mt="sm">Hay más. Elige un tipo para acotar la lista.</Text>}
          </>
        )}
      </Answer>
    </Page>
  );
}

function WhatToDo({ item }: { item: Api["UnsentUnsentView"] }) {
  const mayDecide = decides(useSession());
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const send = useCommand(
    ({ id, why, resend }: { id: string; why: string; resend: boolean }, header) =>
      item.action === "decide"
        ? answerOf(api.POST("/api/mails/{id}/decide", { params: { path: { id }, header }, body: { resend, reason: why } }))
        : answerOf(api.POST("/api/mails/{id}/resend", { params: { path: { id }, header }, body: { reason: why } })),
    { changes: "unsent" },
  );

  if (item.action === "scan" && item.fileHash) return mayDecide ? <DecideOnFile hash={item.fileHash} name={item.what} /> : null;
  if (item.action === "process" && item.instanceId) return <Anchor component={Link} to={`/procesos/${item.instanceId}`}> Abrir el proceso</Anchor>;
  if (item.action === "organisation") return <Anchor component={Link} to="/ausencias"> Ver quién subroga</Anchor>;
  if (!mayDecide || !item.mailId || (item.action !== "resend" && item.action !== "decide")) return null;
  const id = item.mailId;
  if (!isOpen) {
    return (
      <Button mt="xs" size="compact-md" variant="default" onClick={() => setOpen(true)}>
        Decidir
      </Button>
    );
  }

  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <TextInput mt="xs" label="Motivo" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Group mt="xs">
        <Button size="compact-md" type="button" loading={send.isPending} onClick={() => send.mutate({ id, why: reason, resend: true })}>
          Enviar de nuevo
        </Button>
        {item.action === "decide" && (
          <Button size="compact-md" type="button" variant="default" loading={send.isPending} onClick={() => send.mutate({ id, why: reason, resend: false })}>
            Dar por entregado
          </Button>
        )}
      </Group>
      {send.error && <ProblemAlert problem={send.error} />}
    </form>
  );
}
