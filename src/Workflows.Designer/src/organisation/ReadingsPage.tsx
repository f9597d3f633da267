import { Stack, Table, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { shortDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { WideTable } from "../ui/WideTable";
import { usePagedSearch } from "./usePagedSearch";

/** Who read which personal data, the last first. Nobody can change these lines. */
export function ReadingsPage() {
  const { text, page, search, setPage, setText } = usePagedSearch();
  const readings = useQuery({
    queryKey: ["/api/readings", { search, page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/readings", { params: { query: { search, page } }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <Page title="Lecturas de datos personales">
      <Stack>
        <TextInput label="Buscar en lo que se leyó" type="search" maw="20rem" value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Answer query={readings}>
          {(list) => (
            <>
              <WideTable caption="Quién leyó qué, lo último primero" minWidth="44rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Cuándo</Table.Th>
                    <Table.Th scope="col">Quién</Table.Th>
                    <Table.Th scope="col">Qué leyó</Table.Th>
                    <Table.Th scope="col">Qué pidió</Table.Th>
                    <Table.Th scope="col">Desde</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.items.map((line) => (
                    <Table.Tr key={line.id}>
                      <Table.Td>{shortDateTime(line.at)}</Table.Td>
                      <Table.Td>
                        {line.personName}
                        {line.onBehalfOf && `, por ${line.onBehalfOf}`}
                      </Table.Td>
                      <Table.Td>{line.what}</Table.Td>
                      <Table.Td style={{ overflowWrap: "anywhere" }}>{line.address}</Table.Td>
                      <Table.Td style={{ overflowWrap: "anywhere" }}>
                        {line.network}
                        {line.session && <div>Sesión {line.session}</div>}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </WideTable>
              <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
            </>
          )}
        </Answer>
      </Stack>
    </Page>
  );
}
