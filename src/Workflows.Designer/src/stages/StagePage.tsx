import { Button, Group } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { ProposeStepTermChange } from "../calendar/ProposeTermChange";
import { processColumns } from "../processes/columns";
import { partsOf, stateLabels } from "../processes/states";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { exportProcesses } from "../processes/exportProcesses";
import { BulkBar } from "../ui/BulkBar";
import { CopySummary } from "../ui/CopySummary";
import { DataList } from "../ui/DataList";
import { Downloads } from "../ui/Downloads";
import { Page } from "../ui/Page";
import { rove } from "../ui/roving";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { ViewTabs } from "../ui/ViewTabs";
import { canBeReminded, choose, stillOpen } from "./choosing";
import { Reminders } from "./Reminders";
import { RulesSection } from "./ruleSets";
import { StageStrip } from "./StageStrip";
import { summaryOf } from "./summary";

const shown = 50;

/** What a kept view of a stage remembers. */
const viewNames = ["search", "state", "step", "role", "sort"];

/** How many of a stage a view has. */
const countIn = (definitionId: string, year: number) => async (address: URLSearchParams, signal: AbortSignal) => {
  const narrowing = Object.fromEntries(address) as Narrowing;
  return (await answerOf(api.GET("/api/processes", { params: { query: { ...narrowing, definitionId, year, onlyOfInstitutions: true, pageSize: 1 } }, signal }))).total;
};

type Narrowing = { search?: string; state?: Api["ProcessLine"]["state"]; step?: string; role?: string };

/** One stage: how many are at each step, whom they wait for, and every institution at a glance. */
export function StagePage() {
  const { definitionId = "", year = "" } = useParams();
  const stage = useQuery({
    queryKey: ["/api/stages", definitionId, year],
    queryFn: ({ signal }) => answerOf(api.GET("/api/stages/{definitionId}/{year}", { params: { path: { definitionId, year: Number(year) } }, signal })),
  });

  return <Answer query={stage} heading="Etapa">{(view) => <Stage view={view} />}</Answer>;
}

/** Whom the coordinator may remind, of those the list is narrowed to. */
function useCandidates(definitionId: string, year: number, narrowing: Narrowing, isAsked: boolean) {
  return useQuery({
    queryKey: ["/api/stages", definitionId, String(year), "candidates", narrowing],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/stages/{definitionId}/{year}/reminders/candidates", { params: { path: { definitionId, year }, query: narrowing }, signal })),
    placeholderData: keepPreviousData,
    enabled: isAsked,
  }).data;
}

function Stage({ view }: { view: Api["StageView"] }) {
  const { summary } = view;
  const { definitionId, year } = summary;
  const session = useSession();
  const filters = useFilters();
  const asked = { search: filters.of("search"), state: filters.of("state"), step: filters.of("step"), role: filters.of("role"), sort: filters.of("sort") };
  const narrowing: Narrowing = {
    search: asked.search || undefined,
    state: (asked.state || undefined) as Narrowing["state"],
    step: asked.step || undefined,
    role: asked.role || undefined,
  };
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isReminding, setIsReminding] = useState(false);
  const [isMoving, setIsMoving] = useState(false);
  const { set } = filters;

  const list = useQuery({
    queryKey: ["/api/processes", "stage", definitionId, year, { ...asked, page: filters.page }],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/processes", {
          params: { query: { ...narrowing, definitionId, year, onlyOfInstitutions: true, sort: asked.sort || undefined, page: filters.page, pageSize: shown } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const canRemind = Boolean(session && hasRole(session, "national.coordinator", "national.administrator"));
  const isNarrowed = Object.values(narrowing).some(Boolean);
  const narrowed = useCandidates(definitionId, year, narrowing, canRemind && isNarrowed);
  const { open, late } = isNarrowed ? (narrowed ?? { open: [], late: [] }) : view.candidates;
  const ids = stillOpen(chosen, view.candidates.open);
  const exported = {
    definitionId, year: String(year), state: asked.state, search: asked.search, step: asked.step, role: asked.role, onlyOfInstitutions: "true", sort: asked.sort || "institution",
  };

  const title = `${summary.name} ${year}`;
  const every = (label: string) => ({ value: "", label });
  const lateCount = summary.late;

  return (
    <Page
      title={title}
      state={<StatusTag tone={lateCount > 0 ? "late" : "onTime"}>{lateCount > 0 ? `${lateCount} ${lateCount === 1 ? "atrasada" : "atrasadas"}` : "Sin atrasos"}</StatusTag>}
      facts={[`${summary.total} instituciones`, `${summary.finished} terminadas`, summary.blocked > 0 && `${summary.blocked} detenidas por una falla`, "Se actualiza sola"]}
      actions={
        <>
          <CopySummary lines={summaryOf(view)} />
          <Downloads path="/api/processes/export" filters={exported} long={{ total: list.data?.total ?? 0, start: exportProcesses(exported) }} />
        </>
      }
    >
      <StageStrip view={view} step={asked.step} onChoose={set} />
      <RulesSection definitionId={definitionId} year={year} />

      <section className="section" aria-labelledby="instituciones">
        <h2 id="instituciones">Instituciones</h2>
        <DataList
          caption={`Instituciones de ${title}`} filters={filters} search="Buscar institución" query={list} keyOf={(line) => line.id} minWidth="56rem"
          columns={processColumns(list.data?.items ?? [], { namesProcess: false })} empty="Ninguna institución tiene un proceso en esta etapa"
          views={
            <ViewTabs
              list={`etapa ${definitionId}`} address={filters.addressOf(viewNames)} counting={{ key: "/api/processes", ask: countIn(definitionId, year) }}
              fixed={[
                { label: "Todas", address: "", count: summary.total }, ...partsOf(summary).filter((part) => part.count > 0).map((part) => ({ label: part.label, address: `state=${part.key}`, count: part.count })),
              ]}
            />
          }
          narrowBy={[
            { name: "state", label: "Estado", isElsewhere: true, options: [every("Todos"), ...Object.entries(stateLabels).map(([value, label]) => ({ value, label }))] },
            { name: "step", label: "Paso", isElsewhere: true, options: [every("Todos"), ...view.steps.map((step) => ({ value: step.activityId, label: step.label }))] },
            {
              name: "role", label: "A quién se espera",
              options: [every("A cualquiera"), ...view.waitsFor.map((role) => ({ value: role.roleCode, label: `${role.roleLabel}: ${role.tasks}, ${role.late} con atraso` }))],
            },
          ]}
          tools={
            canRemind && open.length > 0 && (
              // The arrows go from one to the other.
              <Group mb="md" gap="xs" role="toolbar" aria-label="Elegir muchas a la vez" onKeyDown={rove}>
                <Button variant="default" size="compact-md" onClick={() => setChosen(choose(chosen, open, true))}>
                  Elegir las {open.length} con tareas abiertas
                </Button>
                <Button variant="default" size="compact-md" tabIndex={-1} disabled={late.length === 0} onClick={() => setChosen(choose(chosen, late, true))}>
                  Elegir las {late.length} atrasadas
                </Button>
              </Group>
            )
          }
          choosing={
            canRemind
              ? {
                  isChosen: (line) => chosen.has(line.id),
                  label: (line) => `Elegir ${line.institutionName}`,
                  canChoose: canBeReminded,
                  onChoose: (line, isIn) => setChosen(choose(chosen, [line.id], isIn)),
                }
              : undefined
          }
          bulk={
            ids.length > 0 && (
              <BulkBar summary={<strong>{ids.length === 1 ? "1 institución elegida" : `${ids.length} instituciones elegidas`}</strong>}>
                <Button onClick={() => setIsReminding(true)}>Recordar a {ids.length}</Button>
                <Button variant="default" onClick={() => setIsMoving(true)}>
                  Proponer un cambio de plazo
                </Button>
                <Button variant="default" onClick={() => setChosen(new Set())}>
                  Quitar la elección
                </Button>
              </BulkBar>
            )
          }
        />
      </section>
      {isMoving && <ProposeStepTermChange instanceIds={ids} steps={view.steps.filter((step) => step.waiting > 0)} onClose={() => setIsMoving(false)} />}
      {isReminding && (
        <Reminders
          definitionId={definitionId}
          year={year}
          instanceIds={ids}
          onClose={(isSent) => {
            setIsReminding(false);
            if (isSent) setChosen(new Set());
          }}
        />
      )}
    </Page>
  );
}
