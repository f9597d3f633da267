import { Anchor, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Callout } from "../ui/Callout";
import { Answer } from "../ui/Answer";
import { shortDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";

/** «Separación de funciones»: the rule in force, and who met it: refused, or let through and on record. */
export function SeparationPage() {
  const [page, setPage] = useState(1);
  const found = useQuery({
    queryKey: ["/api/separation", { page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/separation", { params: { query: { page } }, signal })),
  });

  return (
    <Page title="Separación de funciones">
      <Answer query={found}>
        {({ rule, findings }) => (
          <>
            <Callout tone="returned">
              {rule} La cambia quien opera el servidor, y cada cambio queda en la historia de la organización.
            </Callout>
            {findings.total === 0 ? (
              <Text>Nadie ha intentado actuar por dos partes de un mismo proceso.</Text>
            ) : (
              <>
                <WideTable caption="Lo que se encontró, lo último primero" minWidth="44rem">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">Cuándo</Table.Th>
                      <Table.Th scope="col">Proceso</Table.Th>
                      <Table.Th scope="col">Qué se encontró</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {findings.items.map((finding) => (
                      <Table.Tr key={finding.id}>
                        <Table.Td>{shortDateTime(finding.at)}</Table.Td>
                        <Table.Td>
                          <Anchor component={Link} to={`/procesos/${finding.instanceId}`}>
                            {finding.processName ?? finding.taskTitle}
                          </Anchor>
                        </Table.Td>
                        <Table.Td>
                          <div>{finding.text}</div>
                          <StatusTag bare tone={finding.isRefused ? "done" : "soon"}>{finding.isRefused ? "Se impidió" : "Se dejó pasar y queda a la vista"}</StatusTag>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </WideTable>
                <Pages number={findings.number} size={findings.size} total={findings.total} onTurn={setPage} />
              </>
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}
