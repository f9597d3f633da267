import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { DataList } from "../ui/DataList";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { Publications } from "./Publications";
import { proposalState } from "./words";

/** «Cambios propuestos»: what would move open deadlines or publish a flow, and who decides. */
export function ProposalsPage() {
  const filters = useFilters();
  const state = (Object.keys(proposalState) as Api["ProposalView"]["state"][]).find((known) => known === filters.of("state"));
  const query = { page: filters.page, state };
  const proposals = useQuery({
    queryKey: ["/api/calendar/proposals", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/proposals", { params: { query }, signal })),
  });

  return (
    <Page title="Cambios propuestos" facts={["Nada rige hasta que lo aprueba una persona distinta de quien lo propuso"]}>
      <DataList
        caption="Cambios que mueven plazos abiertos, el más reciente primero" filters={filters} query={proposals} keyOf={(proposal) => proposal.id} minWidth="40rem"
        empty="Nadie ha propuesto cambios de plazos"
        narrowBy={[
          { name: "state", label: "Estado", options: [{ value: "", label: "Todos" }, ...Object.entries(proposalState).map(([value, { text }]) => ({ value, label: text }))] },
        ]}
        columns={[
          {
            key: "title", head: "Cambio", names: true,
            cell: (proposal) => (
              <Anchor component={Link} to={`/calendario/propuestas/${proposal.id}`}>
                {proposal.title}
              </Anchor>
            ),
          },
          { key: "state", head: "Estado", cell: (proposal) => <StatusTag bare tone={proposalState[proposal.state].tone}>{proposalState[proposal.state].text}</StatusTag> },
          { key: "impacts", head: "Plazos que mueve", align: "right", cell: (proposal) => proposal.impacts },
          {
            key: "by", head: "Propuesto",
            cell: (proposal) => (
              <>
                {longDateTime(proposal.createdAt)}
                <div className="support">{proposal.createdByName ?? "El servidor"}</div>
              </>
            ),
          },
        ]}
      />
      <Publications />
    </Page>
  );
}
