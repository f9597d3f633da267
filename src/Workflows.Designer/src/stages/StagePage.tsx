import { Button, Checkbox, Group, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { ProposeStepDate } from "../calendar/ProposeDate";
import { ProcessTable } from "../processes/ProcessTable";
import { stateLabels } from "../processes/states";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { exportProcesses } from "../processes/exportProcesses";
import { Downloads } from "../ui/Downloads";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { SearchInput } from "../ui/SearchInput";
import { useFilters } from "../ui/useFilters";
import { canBeReminded, choose, stillOpen } from "./choosing";
import { Reminders } from "./Reminders";
import { ResultsSection } from "./ResultsSection";

const shown = 100;

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
  const asked = { search: filters.of("search"), state: filters.of("state"), step: filters.of("step"), role: filters.of("role") };
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
  const search = useCallback((text: string) => set({ search: text }), [set]);

  const list = useQuery({
    queryKey: ["/api/processes", "stage", definitionId, year, { ...asked, page: filters.page }],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/processes", {
          params: { query: { ...narrowing, definitionId, year, onlyOfInstitutions: true, sort: "institution", page: filters.page, pageSize: shown } },
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
    definitionId, year: String(year), state: asked.state, search: asked.search, step: asked.step, role: asked.role, onlyOfInstitutions: "true", sort: "institution",
  };

  return (
    <Page
      title={`${summary.name} ${year}`}
      actions={<Downloads path="/api/processes/export" filters={exported} long={{ total: list.data?.total ?? 0, start: exportProcesses(exported) }} />}
    >
      <ul className="counts" aria-label="Procesos por estado">
        {(
          [
            ["", "procesos", summary.total],
            ["Late", "atrasados", summary.late],
            ["Blocked", "detenidos por una falla", summary.blocked],
            ["Finished", "terminados", summary.finished],
          ] as const
        ).map(([state, label, count]) => (
          <li key={label}>
            <span className="counts__number">{count}</span>
            <Button variant="transparent" size="compact-sm" px={0} onClick={() => set({ state })}>
              {label}
            </Button>
          </li>
        ))}
      </ul>

      <section className="section" aria-labelledby="pasos">
        <h2 id="pasos">Cuántos hay en cada paso</h2>
        <ul className="counts">
          {view.steps.map((step) => (
            <li key={step.activityId}>
              <span className="counts__number">{step.waiting}</span>
              <Button variant="transparent" size="compact-sm" px={0} onClick={() => set({ step: step.activityId })}>
                {step.label}
              </Button>
              {step.late > 0 && <div>{step.late} con atraso</div>}
            </li>
          ))}
        </ul>
      </section>

      <section className="section" aria-labelledby="espera">
        <h2 id="espera">A quién se espera</h2>
        <ul className="counts">
          {view.waitsFor.map((role) => (
            <li key={role.roleCode}>
              <span className="counts__number">{role.tasks}</span>
              <Button variant="transparent" size="compact-sm" px={0} onClick={() => set({ role: role.roleCode })}>
                {role.roleLabel}
              </Button>
              <div>
                {role.late} con atraso, en {role.places} {role.places === 1 ? "lugar" : "lugares"}
              </div>
            </li>
          ))}
        </ul>
      </section>

      {definitionId === "pmg-evaluacion" && <ResultsSection year={year} />}

      <section className="section" aria-labelledby="instituciones">
        <h2 id="instituciones">Instituciones</h2>
        <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
          <SearchInput label="Buscar institución" value={asked.search} onSearch={search} />
          <NativeSelect label="Estado" value={asked.state} onChange={(event) => set({ state: event.currentTarget.value })}>
            <option value="">Todos</option>
            {Object.entries(stateLabels).map(([state, label]) => (
              <option key={state} value={state}>
                {label}
              </option>
            ))}
          </NativeSelect>
          <NativeSelect label="Paso" value={asked.step} onChange={(event) => set({ step: event.currentTarget.value })}>
            <option value="">Todos</option>
            {view.steps.map((step) => (
              <option key={step.activityId} value={step.activityId}>
                {step.label}
              </option>
            ))}
          </NativeSelect>
          <NativeSelect label="A quién se espera" value={asked.role} onChange={(event) => set({ role: event.currentTarget.value })}>
            <option value="">A cualquiera</option>
            {view.waitsFor.map((role) => (
              <option key={role.roleCode} value={role.roleCode}>
                {role.roleLabel}
              </option>
            ))}
          </NativeSelect>
        </form>
        {canRemind && (
          <Group mb="md">
            <Button variant="default" onClick={() => setChosen(choose(chosen, open, true))}>
              Elegir las {open.length} con tareas abiertas
            </Button>
            <Button variant="default" disabled={late.length === 0} onClick={() => setChosen(choose(chosen, late, true))}>
              Elegir las {late.length} atrasadas
            </Button>
            <Button variant="default" disabled={ids.length === 0} onClick={() => setChosen(new Set())}>
              Quitar la elección
            </Button>
            <Button disabled={ids.length === 0} onClick={() => setIsReminding(true)}>
              {ids.length === 0 ? "Recordar a las elegidas" : `Recordar a ${ids.length}`}
            </Button>
            <Button variant="default" disabled={ids.length === 0} onClick={() => setIsMoving(true)}>
              Proponer otra fecha
            </Button>
          </Group>
        )}
        <Answer query={list}>
          {(found) => (
            <>
              <ProcessTable
                caption={`Instituciones de ${summary.name} ${year}`}
                lines={found.items}
                choose={
                  canRemind
                    ? (line) => (
                        <Checkbox
                          aria-label={`Elegir ${line.institutionName}`}
                          checked={chosen.has(line.id)}
                          disabled={!canBeReminded(line)}
                          onChange={(event) => setChosen(choose(chosen, [line.id], event.currentTarget.checked))}
                        />
                      )
                    : undefined
                }
              />
              <Pages number={found.number} size={found.size} total={found.total} onTurn={(page) => set({ page: String(page) })} />
            </>
          )}
        </Answer>
      </section>
      {isMoving && <ProposeStepDate instanceIds={ids} steps={view.steps.filter((step) => step.waiting > 0)} onClose={() => setIsMoving(false)} />}
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
