import { Anchor, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { Publications } from "./Publications";
import { proposalState } from "./words";

/** «Cambios propuestos»: what would move open deadlines or publish a flow, and who decides. */
export function ProposalsPage() {
  const [page, setPage] = useState(1);
  const proposals = useQuery({
    queryKey: ["/api/calendar/proposals", { page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/proposals", { params: { query: { page } }, signal })),
  });

  return (
    <Page title="Cambios propuestos">
      <Answer query={proposals}>
        {(list) =>
          list.total === 0 ? (
            <EmptyState title="Nadie ha propuesto cambios">Un feriado nuevo se ingresa desde el calendario.</EmptyState>
          ) : (
            <>
              <WideTable caption="Cambios que mueven plazos abiertos, el más reciente primero" minWidth="36rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Cambio</Table.Th>
                    <Table.Th scope="col">Plazos que mueve</Table.Th>
                    <Table.Th scope="col">Propuesto</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.items.map((proposal) => (
                    <Table.Tr key={proposal.id}>
                      <Table.Td>
                        <Anchor component={Link} to={`/calendario/propuestas/${proposal.id}`}>
                          {proposal.title}
                        </Anchor>
                        <StatusTag bare tone={proposalState[proposal.state].tone}>{proposalState[proposal.state].text}</StatusTag>
                      </Table.Td>
                      <Table.Td>{proposal.impacts}</Table.Td>
                      <Table.Td>
                        {proposal.createdByName ?? "El servidor"}, {longDateTime(proposal.createdAt)}
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
      <Publications />
    </Page>
  );
}
