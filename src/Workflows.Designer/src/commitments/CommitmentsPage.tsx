import { Button, Checkbox, Group as Row, NativeSelect, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { regionsQuery } from "../organisation/regions";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { SearchInput } from "../ui/SearchInput";
import { useFilters } from "../ui/useFilters";
import { CommitmentTable } from "./CommitmentTable";
import { averageOf, followsEveryCommitment, keepsCommitments, percent, sourceLabels, stateLabels, type CommitmentLine, type Group } from "./words";

/** The commitments the person follows, the critical ones first, and how far they are together. */
export function CommitmentsPage() {
  const session = useSession();
  const filters = useFilters();
  const { set } = filters;
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
  const search = useCallback((text: string) => set({ search: text }), [set]);

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
      <Stack>
        <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
          <SearchInput label="Buscar por código o nombre" value={filters.of("search")} onSearch={search} />
          <NativeSelect label="Estado" value={filters.of("state")} onChange={(event) => set({ state: event.currentTarget.value })} data={[{ value: "", label: "Todos" }, ...options(stateLabels)]} />
          <NativeSelect label="Origen" value={filters.of("origen")} onChange={(event) => set({ origen: event.currentTarget.value })} data={[{ value: "", label: "Todos" }, ...options(sourceLabels)]} />
          <NativeSelect
            label="Región" value={filters.of("region")} onChange={(event) => set({ region: event.currentTarget.value })}
            data={[{ value: "", label: "Todas" }, ...(regions.data ?? []).map(({ code, name }) => ({ value: code, label: name }))]}
          />
          <Checkbox label="Solo los críticos" checked={filters.of("criticos") !== ""} onChange={(event) => set({ criticos: event.currentTarget.checked ? "si" : "" })} />
        </form>
        <Summary asked={asked} />
        <Answer query={list}>
          {(found) =>
            found.total === 0 ? (
              <Text role="status">{emptiness(Object.values(asked).some(Boolean), keepsCommitments(session))}</Text>
            ) : (
              <>
                <CommitmentTable caption="Compromisos, los críticos primero" lines={found.items} />
                <Pages number={found.number} size={found.size} total={found.total} onTurn={(page) => set({ page: String(page) })} />
              </>
            )
          }
        </Answer>
      </Stack>
    </Page>
  );
}

/** Why there is nothing to see, and what to do next. */
function emptiness(isFiltered: boolean, mayImport: boolean): string {
  if (isFiltered) return "Ningún compromiso coincide: cambia o quita un filtro.";
  return mayImport ? "Todavía no hay compromisos. Importa una lista para empezar." : "Todavía no hay compromisos que te correspondan.";
}

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
