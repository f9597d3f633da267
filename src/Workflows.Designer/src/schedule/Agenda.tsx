import { Button, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { pathOfProcess } from "../processes/states";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { DayLeaf } from "../ui/Bars";
import { hourOf, longDay } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Pages } from "../ui/Pages";
import { ReasonDialog } from "../ui/ReasonDialog";
import { SearchInput } from "../ui/SearchInput";
import { StatusTag, type Tone } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { daysOf, whoseIs, type Group, type Timer } from "./agenda";
import "./agenda.css";

const states: Record<Timer["state"], { label: string; tone: Tone }> = {
  Pending: { label: "Por llegar", tone: "onTime" },
  Held: { label: "Espera que se decida una falla", tone: "stopped" },
  Fired: { label: "Llegó", tone: "done" },
  Withdrawn: { label: "Retirado", tone: "unknown" },
  Parked: { label: "Requiere decisión", tone: "late" },
};

/** The dates of every process, soonest first, by day and by what happens: reminders, ends of terms, escalations, waits. */
export function Agenda() {
  const filters = useFilters();
  const mayDecide = decides(useSession());
  const [retrying, setRetrying] = useState<Timer | null>(null);
  const asked = { search: filters.of("search"), state: filters.of("state") };
  const timers = useQuery({
    queryKey: ["/api/timers", { ...asked, page: filters.page }],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/timers", {
          params: { query: { search: asked.search || undefined, state: (asked.state || undefined) as Timer["state"] | undefined, page: filters.page, pageSize: 200 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const { set } = filters;
  const search = useCallback((text: string) => set({ search: text }), [set]);

  return (
    <section className="section" aria-labelledby="agenda">
      <h2 id="agenda">Agenda de los procesos</h2>
      <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchInput label="Buscar institución, tarea o persona" value={asked.search} onSearch={search} />
        <NativeSelect label="Estado" value={asked.state} onChange={(event) => set({ state: event.currentTarget.value })}>
          <option value="">Los que no han llegado</option>
          {Object.entries(states).map(([state, { label }]) => (
            <option key={state} value={state}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </form>
      <Answer query={timers}>
        {(found) =>
          found.total === 0 ? (
            <EmptyState title="Nada por hacer con estos filtros">Los recordatorios, fines de plazo y escalamientos de los procesos abiertos aparecen aquí por día.</EmptyState>
          ) : (
            <>
              <ol className="agenda">
                {daysOf(found.items).map(({ day, groups }) => (
                  <li key={day} className="agenda__day">
                    <DayLeaf day={day} />
                    <div className="agenda__what">
                      <h3>{longDay(day)}</h3>
                      <ul className="lines">
                        {groups.map((group) => (
                          <Line key={group.key} group={group} onRetry={mayDecide ? setRetrying : undefined} />
                        ))}
                      </ul>
                    </div>
                  </li>
                ))}
              </ol>
              <Pages number={found.number} size={found.size} total={found.total} onTurn={(page) => set({ page: String(page) })} />
            </>
          )
        }
      </Answer>
      {retrying && <Retrying timer={retrying} onClose={() => setRetrying(null)} />}
    </section>
  );
}

/** One thing that happens at one moment, and to whom: the names of many open on demand. */
function Line({ group, onRetry }: { group: Group; onRetry?: (timer: Timer) => void }) {
  const state = states[group.state];
  const [only] = group.timers;

  return (
    <li>
      <div className="agenda__line">
        <span className="agenda__hour">{hourOf(group.at)} horas</span>
        <span className="agenda__label">
          <strong>{group.label}</strong>
          {group.task && <span className="support"> {group.task}</span>}
        </span>
        {group.state !== "Pending" && <StatusTag bare tone={state.tone}>{state.label}</StatusTag>}
        {group.timers.length === 1 && <Link to={pathOfProcess(only!.instanceId)}>{whoseIs(group)}</Link>}
      </div>
      {group.timers.length > 1 && (
        <details>
          <summary>{whoseIs(group)}</summary>
          <ul className="agenda__names">
            {group.timers.map((timer) => (
              <li key={`${timer.instanceId} ${timer.bookmarkId}`}>
                <Link to={pathOfProcess(timer.instanceId)}>{timer.institutionName ?? "Ver el proceso"}</Link>
                <Stuck timer={timer} onRetry={onRetry} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {group.timers.length === 1 && <Stuck timer={only!} onRetry={onRetry} />}
    </li>
  );
}

function Stuck({ timer, onRetry }: { timer: Timer; onRetry?: (timer: Timer) => void }) {
  return (
    <>
      {timer.reason && <div className="support">{timer.reason}</div>}
      {timer.state === "Parked" && onRetry && (
        <Button variant="default" size="compact-md" aria-label={`Reintentar: ${timer.label}, ${timer.institutionName ?? ""}`} onClick={() => onRetry(timer)}>
          Reintentar
        </Button>
      )}
    </>
  );
}

function Retrying({ timer, onClose }: { timer: Timer; onClose: () => void }) {
  const retry = useCommand(
    (reason: string, header) =>
      answerOf(
        api.POST("/api/timers/{instanceId}/{bookmarkId}/retry", {
          params: { path: { instanceId: timer.instanceId, bookmarkId: timer.bookmarkId }, header },
          body: { reason },
        }),
      ),
    { changes: "timers", onDone: onClose },
  );

  return (
    <ReasonDialog
      title="Reintentar la fecha"
      explanation={`${timer.label}: se intenta otra vez en este momento.`}
      confirm="Reintentar"
      isWaiting={retry.isPending}
      problem={retry.error}
      onConfirm={retry.mutate}
      onClose={onClose}
    />
  );
}
