import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../api/client";
import { DataList } from "../ui/DataList";
import { Downloads } from "../ui/Downloads";
import { Page } from "../ui/Page";
import { useFilters } from "../ui/useFilters";
import { ViewTabs } from "../ui/ViewTabs";
import { processColumns } from "./columns";
import { exportProcesses } from "./exportProcesses";
import { stateLabels } from "./states";

type State = Api["ProcessLine"]["state"];

/** What a kept view remembers. */
const viewNames = ["search", "state", "flujo", "anio", "sort"];

/** How many processes a view has. */
async function countOf(address: URLSearchParams, signal: AbortSignal) {
  const of = (name: string) => address.get(name) || undefined;
  const query = { search: of("search"), state: of("state") as State | undefined, definitionId: of("flujo"), year: of("anio") ? Number(of("anio")) : undefined, pageSize: 1 };
  return (await answerOf(api.GET("/api/processes", { params: { query }, signal }))).total;
}

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
  const flows = new Map(stages.data?.map((stage) => [stage.definitionId, stage.name]));
  const years = [...new Set(stages.data?.map((stage) => String(stage.year)))];
  const every = { value: "", label: "Todos" };

  return (
    <Page
      title="Procesos" facts={[list.data && `${list.data.total} ${list.data.total === 1 ? "proceso" : "procesos"}`, !asked.sort && "lo que vence antes, primero"]}
      actions={<Downloads path="/api/processes/export" filters={asked} long={{ total: list.data?.total ?? 0, start: exportProcesses(asked) }} />}
    >
      <DataList
        caption="Procesos que sigues" filters={filters} search="Buscar institución o proceso" query={list} keyOf={(line) => line.id}
        columns={processColumns(list.data?.items ?? [], { namesProcess: true })} minWidth="56rem" empty="Todavía no sigues ningún proceso"
        views={
          <ViewTabs
            list="procesos" address={filters.addressOf(viewNames)} counting={{ key: "/api/processes", ask: countOf }}
            fixed={[
              { label: "Todos", address: "" }, { label: "Atrasados", address: "state=Late" }, { label: "Detenidos", address: "state=Blocked" }, { label: "Terminados", address: "state=Finished" },
            ]}
          />
        }
        narrowBy={[
          { name: "state", label: "Estado", options: [every, ...Object.entries(stateLabels).map(([value, label]) => ({ value, label }))] },
          { name: "flujo", label: "Flujo", options: [every, ...[...flows].map(([value, label]) => ({ value, label }))] },
          { name: "anio", label: "Año", options: [every, ...years.map((year) => ({ value: year, label: year }))] },
          {
            name: "sort", label: "Ordenar por",
            options: [
              { value: "", label: "Fecha de vencimiento" }, { value: "institution", label: "Institución" }, { value: "-institution", label: "Institución, de la Z a la A" },
              { value: "-updatedAt", label: "Último movimiento" }, { value: "-createdAt", label: "Más nuevos primero" },
            ],
          },
        ]}
      />
    </Page>
  );
}
