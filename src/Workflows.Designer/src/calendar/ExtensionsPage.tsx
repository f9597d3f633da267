import { Anchor, Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { WideTable } from "../ui/WideTable";
import { DecideExtension } from "./DecideExtension";
import { proposedText } from "./ExtensionPanel";

/** «Prórrogas por decidir», the ones that end first at the top. */
export function ExtensionsPage() {
  const [page, setPage] = useState(1);
  const [deciding, setDeciding] = useState<Api["ExtensionView"]>();
  const waiting = useQuery({
    queryKey: ["/api/extensions", { page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/extensions", { params: { query: { page } }, signal })),
  });

  return (
    <Page title="Prórrogas por decidir">
      <Answer query={waiting}>
        {(list) =>
          list.total === 0 ? (
            <EmptyState title="Ninguna prórroga espera tu decisión">Cuando una institución pida más plazo, llega aquí antes de que venza.</EmptyState>
          ) : (
            <>
              <WideTable caption="Prórrogas pedidas, la que vence antes primero" minWidth="48rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Tarea</Table.Th>
                    <Table.Th scope="col">Pide</Table.Th>
                    <Table.Th scope="col">Motivo</Table.Th>
                    <Table.Th scope="col">Se decide hasta</Table.Th>
                    <Table.Th scope="col">Acción</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.items.map((extension) => (
                    <Table.Tr key={extension.id}>
                      <Table.Td>
                        <Anchor component={Link} to={`/tareas/${extension.taskId}`}>
                          {extension.taskTitle}
                        </Anchor>
                        {extension.institutionName && <Text size="sm">{extension.institutionName}</Text>}
                      </Table.Td>
                      <Table.Td>{proposedText(extension)}</Table.Td>
                      <Table.Td>{extension.reason}</Table.Td>
                      <Table.Td>{longDateTime(extension.expiresAt)}</Table.Td>
                      <Table.Td>
                        {extension.canDecide ? (
                          <Button variant="default" size="compact-md" onClick={() => setDeciding(extension)}>
                            Decidir
                          </Button>
                        ) : (
                          "La pediste tú: decide otra persona"
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </WideTable>
              <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
            </>
          )
        }
      </Answer>
      {deciding && <DecideExtension extension={deciding} onClose={() => setDeciding(undefined)} />}
    </Page>
  );
}
