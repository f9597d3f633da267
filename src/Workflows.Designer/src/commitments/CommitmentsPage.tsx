import { Button, Checkbox, Group as Row, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { regionsQuery } from "../organisation/regions";
import { useSession } from "../session/session";
import { DataList } from "../ui/DataList";
import { DataTable } from "../ui/DataTable";
import { Page } from "../ui/Page";
import { useFilters } from "../ui/useFilters";
import { commitmentColumns } from "./columns";
import { averageOf, followsEveryCommitment, keepsCommitments, percent, sourceLabels, stateLabels, type CommitmentLine, type Group } from "./words";

/** The commitments the person follows, the critical ones first, and how far they are together. */
export function CommitmentsPage() {
  const session = useSession();
  const filters = useFilters();
  const asked = {
    search: filters.of("search") || undefined,
    state: (filters.of("state") || undefined) as CommitmentLine["state"] | undefined,
    source: (filters.of("origen") || undefined) as CommitmentLine["source"] | undefined,
    region: filters.of("region") || undefined,
    onlyCritical: filters.of("criticos") ? true : undefined,
  };
  const list = useQuery({
    queryKey: ["/api/commitments", { ...asked, page: filters.page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/commitments", { params: { query: { ...asked, page: filters.page } }, signal })),
    placeholderData: keepPreviousData,
  });
  const regions = useQuery(regionsQuery);

  return (
    <Page
      title="Compromisos"
      actions={
        followsEveryCommitment(session) && (
          <Row>
            <Button component={Link} to="/compromisos/regla" variant="default">Cuándo es crítico</Button>
            {keepsCommitments(session) && <Button component={Link} to="/compromisos/importar" variant="default">Importar una lista</Button>}
          </Row>
        )
      }
    >
      <DataList
        caption="Compromisos, los críticos primero" filters={filters} query={list} columns={commitmentColumns} keyOf={(line) => line.code} minWidth="56rem" search="Buscar por código o nombre"
        empty={keepsCommitments(session) ? "Todavía no hay compromisos. Importa una lista para empezar." : "Todavía no hay compromisos que te correspondan."}
        narrowBy={[
          { name: "state", label: "Estado", options: [{ value: "", label: "Todos" }, ...options(stateLabels)] },
          { name: "origen", label: "Origen", options: [{ value: "", label: "Todos" }, ...options(sourceLabels)] },
          { name: "region", label: "Región", options: [{ value: "", label: "Todas" }, ...(regions.data ?? []).map(({ code, name }) => ({ value: code, label: name })), ...stillAsked(regions.data, asked.region)] },
          { name: "criticos", label: "Solo los críticos", isElsewhere: true, options: [{ value: "si", label: "Solo los críticos" }] },
        ]}
        tools={
          <Stack mb="md">
            <Checkbox label="Solo los críticos" checked={filters.of("criticos") !== ""} onChange={(event) => filters.set({ criticos: event.currentTarget.checked ? "si" : "" })} />
            <Summary asked={asked} />
          </Stack>
        }
      />
    </Page>
  );
}

/** While the regions are still asked for, the one in the address is no filter that is gone. */
const stillAsked = (found: unknown, wanted: string | undefined) => (found === undefined && wanted ? [{ value: wanted, label: "…" }] : []);

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Advance and gap of what the filters let through: together, and by ministry. */
function Summary({ asked }: { asked: Record<string, unknown> }) {
  const sums = useQuery({
    queryKey: ["/api/commitments", "summary", asked],
    queryFn: ({ signal }) => answerOf(api.GET("/api/commitments/summary", { params: { query: { ...asked, by: "Ministry" } }, signal })),
    placeholderData: keepPreviousData,
  });
  if (!sums.data || sums.data.whole.total === 0) return null;
  const { whole, groups } = sums.data;
  return (
    <section aria-label="Avance y brecha">
      <Text>
        {whole.total} {whole.total === 1 ? "compromiso" : "compromisos"}, {whole.critical} en situación crítica. Avance promedio: {averageOf(whole)}.
      </Text>
      <details>
        <summary>Avance y brecha por ministerio</summary>
        <DataTable
          caption="Avance y brecha por ministerio" minWidth="40rem" rows={groups} keyOf={(group: Group) => group.group ?? ""}
          columns={[
            { key: "name", head: "Ministerio", names: true, cell: (group) => group.name ?? "Sin ministerio" },
            { key: "total", head: "Compromisos", align: "right", cell: (group) => group.total },
            { key: "average", head: "Avance promedio", align: "right", cell: (group) => averageOf(group) },
            { key: "gap", head: "Brecha", align: "right", cell: (group) => percent(group.gap) },
            { key: "critical", head: "Críticos", align: "right", cell: (group) => group.critical },
          ]}
        />
      </details>
    </section>
  );
}
