import { NativeSelect, Table } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { pathOfProcess } from "../processes/states";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Downloads } from "../ui/Downloads";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { SearchInput } from "../ui/SearchInput";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { WideTable } from "../ui/WideTable";
import { withoutBlanks } from "../ui/withoutBlanks";
import { mailStates, type MailState } from "./states";

/** Every mail of the server: to whom, why, and whether it left. */
export function MailsPage() {
  const filters = useFilters();
  const asked = { search: filters.of("search"), state: filters.of("state"), instanceId: filters.of("instanceId") };
  const list = useQuery({
    queryKey: ["/api/mails", { ...asked, page: filters.page }],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/mails", {
          params: {
            query: {
              search: asked.search || undefined,
              state: (asked.state || undefined) as MailState | undefined,
              instanceId: asked.instanceId || undefined,
              page: filters.page,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const { set } = filters;
  const search = useCallback((text: string) => set({ search: text }), [set]);

  return (
    <Page
      title="Correos"
      actions={
        <Downloads
          path="/api/mails/export"
          filters={asked}
          long={{
            total: list.data?.total ?? 0,
            start: (format, header) =>
              answerOf(api.POST("/api/mails/export", { params: { header }, body: { filter: withoutBlanks(asked) as Api["MailExportRequest"]["filter"], format } })),
          }}
        />
      }
    >
      <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchInput label="Buscar asunto, motivo, persona o institución" value={asked.search} onSearch={search} />
        <NativeSelect label="Estado" value={asked.state} onChange={(event) => set({ state: event.currentTarget.value })}>
          <option value="">Todos</option>
          {Object.entries(mailStates).map(([state, { label }]) => (
            <option key={state} value={state}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </form>
      {asked.instanceId && (
        <p>
          Ves los correos de <Link to={pathOfProcess(asked.instanceId)}>un proceso</Link>. <Link to="/correos">Ver los de todos</Link>
        </p>
      )}
      <Answer query={list}>
        {(found) => (
          <>
            <WideTable caption="Correos, los más nuevos primero" minWidth="52rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Correo</Table.Th>
                  <Table.Th scope="col">Para</Table.Th>
                  <Table.Th scope="col">Estado</Table.Th>
                  <Table.Th scope="col">Fecha</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.items.map((mail) => (
                  <Table.Tr key={mail.id}>
                    <Table.Th scope="row">
                      <Link to={`/correos/${encodeURIComponent(mail.id)}`}>{mail.subject ?? mail.reason}</Link>
                      {mail.subject && <div className="support">{mail.reason}</div>}
                    </Table.Th>
                    <Table.Td style={{ overflowWrap: "anywhere" }}>{mail.emails.join(", ")}</Table.Td>
                    <Table.Td>
                      <StatusTag bare tone={mailStates[mail.state].tone}>{mailStates[mail.state].label}</StatusTag>
                    </Table.Td>
                    <Table.Td>{longDateTime(mail.sentAt ?? mail.availableAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
            <Pages number={found.number} size={found.size} total={found.total} onTurn={(page) => set({ page: String(page) })} />
          </>
        )}
      </Answer>
    </Page>
  );
}
