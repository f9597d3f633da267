import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { pathOfProcess } from "../processes/states";
import { DataList } from "../ui/DataList";
import type { Column } from "../ui/DataTable";
import { shortDateTime } from "../ui/dates";
import { Downloads } from "../ui/Downloads";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { withoutBlanks } from "../ui/withoutBlanks";
import { mailStates, type MailState } from "./states";

const columns: Column<Api["MailSummary"]>[] = [
  {
    key: "mail", head: "Correo", names: true,
    cell: (mail) => (
      <>
        <Link to={`/correos/${encodeURIComponent(mail.id)}`}>{mail.subject ?? mail.reason}</Link>
        {mail.subject && <div className="support">{mail.reason}</div>}
      </>
    ),
  },
  { key: "to", head: "Para", cell: (mail) => <Recipients emails={mail.emails} /> },
  { key: "state", head: "Estado", cell: (mail) => <span className="one-line"><StatusTag bare tone={mailStates[mail.state].tone}>{mailStates[mail.state].label}</StatusTag></span> },
  { key: "at", head: "Fecha", cell: (mail) => <span className="one-line">{shortDateTime(mail.sentAt ?? mail.availableAt)}</span> },
];

/** The first who gets it, and how many more. */
function Recipients({ emails }: { emails: readonly string[] }) {
  const [first, ...others] = emails;
  return (
    <>
      <span className="one-line">{first ?? "Nadie"}</span>
      {others.length > 0 && <div className="support">y {others.length === 1 ? "otra persona" : `${others.length} personas más`}</div>}
    </>
  );
}

/** Every mail of the server: to whom, why, and whether it left. */
export function MailsPage() {
  const filters = useFilters();
  const asked = { search: filters.of("search"), state: filters.of("state"), instanceId: filters.of("instanceId"), email: filters.of("email") };
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
              email: asked.email || undefined,
              page: filters.page,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

  return (
    <Page
      title="Correos"
      facts={[list.data && `${list.data.total} ${list.data.total === 1 ? "correo" : "correos"}`]}
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
      {asked.email && (
        <p>
          Ves los correos de <strong>{asked.email}</strong>. <Link to="/correos">Ver los de todos</Link>
        </p>
      )}
      {asked.instanceId && (
        <p>
          Ves los correos de <Link to={pathOfProcess(asked.instanceId)}>un proceso</Link>. <Link to="/correos">Ver los de todos</Link>
        </p>
      )}
      <DataList
        caption="Correos, los más nuevos primero" filters={filters} search="Buscar en los correos" query={list} keyOf={(mail) => mail.id} minWidth="52rem"
        columns={columns} empty="Todavía no hay correos"
        narrowBy={[
          { name: "state", label: "Estado", options: [{ value: "", label: "Todos" }, ...Object.entries(mailStates).map(([value, { label }]) => ({ value, label }))] },
        ]}
      />
    </Page>
  );
}
