import { Anchor, Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { shortDateTime } from "../ui/dates";
import { Pages } from "../ui/Pages";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { AddPersonDialog } from "./AddPersonDialog";
import { accessOf } from "./access";
import { usePagedSearch } from "./usePagedSearch";

type Person = Api["PersonView"];

/** People, whether each can enter, and what can be done about it. */
export function PeopleList({ administers }: { administers: boolean }) {
  const { text, page, search, setPage, setText } = usePagedSearch();
  const [adding, setAdding] = useState(false);
  const people = useQuery({
    queryKey: ["/api/organisation/people", { search, page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/people", { params: { query: { search, page, pageSize: 50 } }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <Stack>
      <Group align="end" justify="space-between">
        <TextInput label="Buscar por nombre o correo" type="search" value={text} onChange={(event) => setText(event.currentTarget.value)} />
        {administers && <Button onClick={() => setAdding(true)}>Invitar a una persona</Button>}
      </Group>
      <Answer query={people}>
        {(list) => (
          <>
            <WideTable caption="Personas" minWidth={administers ? "56rem" : "44rem"}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Nombre</Table.Th>
                  <Table.Th scope="col">Correo</Table.Th>
                  <Table.Th scope="col">Acceso</Table.Th>
                  <Table.Th scope="col">Último ingreso</Table.Th>
                  {administers && <Table.Th scope="col">Acciones</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((person) => (
                  <PersonRow key={person.id} person={person} administers={administers} />
                ))}
              </Table.Tbody>
            </WideTable>
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </>
        )}
      </Answer>
      {administers && <AddPersonDialog opened={adding} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

function PersonRow({ person, administers }: { person: Person; administers: boolean }) {
  const params = (header: { "Idempotency-Key": string }) => ({ params: { path: { id: person.id }, header } });
  const invite = useCommand((_: null, header) => answerOf(api.POST("/api/organisation/people/{id}/invite", params(header))), { changes: "organisation" });
  const toggle = useCommand(
    (_: null, header) =>
      answerOf(person.active ? api.POST("/api/organisation/people/{id}/deactivate", params(header)) : api.POST("/api/organisation/people/{id}/activate", params(header))),
    { changes: "organisation" },
  );
  const access = accessOf(person);
  const problem = invite.error ?? toggle.error;

  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/organizacion/personas/${person.id}/cargos`}>
          {person.name}
        </Anchor>
      </Table.Td>
      <Table.Td>{person.email || "Sin correo"}</Table.Td>
      <Table.Td>
        <StatusTag bare tone={access.tone}>{access.label}</StatusTag>
        {(person.hasSecondFactor || person.hasRun) && (
          <Text size="sm">{[person.hasSecondFactor && "Segundo factor", person.hasRun && "ClaveÚnica"].filter(Boolean).join(" · ")}</Text>
        )}
      </Table.Td>
      <Table.Td>{person.lastLoginAt ? shortDateTime(person.lastLoginAt) : "Nunca"}</Table.Td>
      {administers && (
        <Table.Td>
          <Group gap="xs">
            {person.active && person.access !== "Ready" && person.email && (
              <Button variant="default" size="compact-md" loading={invite.isPending} onClick={() => invite.mutate(null)}>
                {person.access === "Invited" ? "Invitar otra vez" : "Invitar"}
              </Button>
            )}
            <Button
              variant="default" size="compact-md" loading={toggle.isPending} aria-label={`${person.active ? "Desactivar" : "Activar"} a ${person.name}`}
              onClick={() => toggle.mutate(null)}
            >
              {person.active ? "Desactivar" : "Activar"}
            </Button>
          </Group>
          {problem && <ProblemAlert problem={problem} />}
        </Table.Td>
      )}
    </Table.Tr>
  );
}
