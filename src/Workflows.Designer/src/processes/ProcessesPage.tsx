import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { Downloads } from "../ui/Downloads";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { SearchInput } from "../ui/SearchInput";
import { useFilters } from "../ui/useFilters";
import "./processes.css";
import { exportProcesses } from "./exportProcesses";
import { ProcessTable } from "./ProcessTable";
import { stateLabels } from "./states";

type State = Api["ProcessLine"]["state"];

const orders = [
  { value: "", label: "Fecha de vencimiento" },
  { value: "institution", label: "Institución" },
  { value: "-updatedAt", label: "Último movimiento" },
  { value: "-createdAt", label: "Más nuevos primero" },
];

/** Every process the person may follow. */
export function ProcessesPage() {
  const filters = useFilters();
  const asked = { search: filters.of("search"), state: filters.of("state"), definitionId: filters.of("flujo"), year: filters.of("anio"), sort: filters.of("sort") };
  const list = useQuery({
    queryKey: ["/api/processes", { ...asked, page: filters.page }],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/processes", {
          params: {
            query: {
              search: asked.search || undefined,
              state: (asked.state || undefined) as State | undefined,
              definitionId: asked.definitionId || undefined,
              year: asked.year ? Number(asked.year) : undefined,
              sort: asked.sort || undefined,
              page: filters.page,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const stages = useQuery({ queryKey: ["/api/stages"], queryFn: ({ signal }) => answerOf(api.GET("/api/stages", { signal })) });
  const { set } = filters;
  const search = useCallback((text: string) => set({ search: text }), [set]);
  const flows = new Map(stages.data?.map((stage) => [stage.definitionId, stage.name]));
  const years = [...new Set(stages.data?.map((stage) => String(stage.year)))];

  return (
    <Page title="Procesos" actions={<Downloads path="/api/processes/export" filters={asked} long={{ total: list.data?.total ?? 0, start: exportProcesses(asked) }} />}>
      <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchInput label="Buscar institución o proceso" value={asked.search} onSearch={search} />
        <NativeSelect label="Estado" value={asked.state} onChange={(event) => set({ state: event.currentTarget.value })}>
          <option value="">Todos</option>
          {Object.entries(stateLabels).map(([state, label]) => (
            <option key={state} value={state}>
              {label}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect label="Flujo" value={asked.definitionId} onChange={(event) => set({ flujo: event.currentTarget.value })}>
          <option value="">Todos</option>
          {[...flows].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect label="Año" value={asked.year} onChange={(event) => set({ anio: event.currentTarget.value })} data={[{ value: "", label: "Todos" }, ...years]} />
        <NativeSelect label="Ordenar por" value={asked.sort} onChange={(event) => set({ sort: event.currentTarget.value })} data={orders} />
      </form>
      <Answer query={list}>
        {(found) => (
          <>
            <ProcessTable caption="Procesos que sigues" lines={found.items} />
            <Pages number={found.number} size={found.size} total={found.total} onTurn={(page) => set({ page: String(page) })} />
          </>
        )}
      </Answer>
    </Page>
  );
}
