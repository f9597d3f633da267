import { Anchor, Stack, Table, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { Pages } from "../ui/Pages";
import { WideTable } from "../ui/WideTable";
import { usePagedSearch } from "./usePagedSearch";

/** Institutions by name or code; what was not verified says so. */
export function InstitutionList() {
  const { text, page, search, setPage, setText } = usePagedSearch();
  const institutions = useQuery({
    queryKey: ["/api/organisation/institutions", { search, page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/institutions", { params: { query: { search, page, sort: "name" } }, signal })),
    placeholderData: keepPreviousData,
  });
  const ministries = useQuery({ queryKey: ["/api/organisation/ministries"], queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/ministries", { signal })) });
  const nameOf = (code: string) => ministries.data?.find((ministry) => ministry.code === code)?.name ?? code;

  return (
    <Stack>
      <TextInput label="Buscar por nombre o código" type="search" maw="20rem" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Answer query={institutions}>
        {(list) => (
          <>
            <WideTable caption="Instituciones" minWidth="44rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Código</Table.Th>
                  <Table.Th scope="col">Nombre</Table.Th>
                  <Table.Th scope="col">Ministerio</Table.Th>
                  <Table.Th scope="col">Incentivo</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((institution) => (
                  <Table.Tr key={institution.code}>
                    <Table.Td>{institution.code}</Table.Td>
                    <Table.Td>
                      <Anchor component={Link} to={`/organizacion/lugares/${institution.code}/cargos`}>
                        {institution.name}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>
                      {institution.ministryCode ? (
                        <Anchor component={Link} to={`/organizacion/lugares/${institution.ministryCode}/cargos`}>
                          {nameOf(institution.ministryCode)}
                        </Anchor>
                      ) : (
                        "Sin ministerio"
                      )}
                    </Table.Td>
                    <Table.Td>
                      {institution.regime}
                      {institution.isUnverified && " (por confirmar)"}
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
  );
}
