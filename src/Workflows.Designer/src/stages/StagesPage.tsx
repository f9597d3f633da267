import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { Page } from "../ui/Page";
import { WideTable } from "../ui/WideTable";

/** Every stage: one flow in one year, for all its institutions. */
export function StagesPage() {
  const stages = useQuery({ queryKey: ["/api/stages"], queryFn: ({ signal }) => answerOf(api.GET("/api/stages", { signal })) });

  return (
    <Page title="Etapas">
      <Answer query={stages}>
        {(all) =>
          all.length === 0 ? (
            <p>No hay etapas abiertas. Aparecen cuando se abre un flujo para un año.</p>
          ) : (
            <WideTable caption="Etapas por año, con cuántos procesos están en cada estado">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Etapa</Table.Th>
                  <Table.Th scope="col">Procesos</Table.Th>
                  <Table.Th scope="col">Atrasados</Table.Th>
                  <Table.Th scope="col">Detenidos</Table.Th>
                  <Table.Th scope="col">Terminados</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((stage) => (
                  <Table.Tr key={`${stage.definitionId} ${stage.year}`}>
                    <Table.Th scope="row">
                      <Link to={`/etapas/${stage.definitionId}/${stage.year}`}>
                        {stage.name} {stage.year}
                      </Link>
                    </Table.Th>
                    <Table.Td>{stage.total}</Table.Td>
                    <Table.Td>{stage.late}</Table.Td>
                    <Table.Td>{stage.blocked}</Table.Td>
                    <Table.Td>{stage.finished}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
          )
        }
      </Answer>
    </Page>
  );
}
