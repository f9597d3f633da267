import { Button, NativeSelect, Table } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { pathOfProcess } from "../processes/states";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import type { Tone } from "../ui/StatusTag";
import { Pages } from "../ui/Pages";
import { ReasonDialog } from "../ui/ReasonDialog";
import { SearchInput } from "../ui/SearchInput";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { WideTable } from "../ui/WideTable";

type Timer = Api["TimerView"];

const states: Record<Timer["state"], { label: string; tone: Tone }> = {
  Pending: { label: "Por llegar", tone: "onTime" },
  Held: { label: "Espera que se decida una falla", tone: "stopped" },
  Fired: { label: "Llegó", tone: "done" },
  Withdrawn: { label: "Retirado", tone: "unknown" },
  Parked: { label: "Requiere decisión", tone: "late" },
};

/** The dates of every process, soonest first: reminders, ends of terms, escalations, waits. */
export function Agenda() {
  const session = useSession();
  const filters = useFilters();
  const [retrying, setRetrying] = useState<Timer | null>(null);
  const asked = { search: filters.of("search"), state: filters.of("state") };
  const timers = useQuery({
    queryKey: ["/api/timers", { ...asked, page: filters.page }],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET("/api/timers", {
          params: { query: { search: asked.search || undefined, state: (asked.state || undefined) as Timer["state"] | undefined, page: filters.page } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const { set } = filters;
  const search = useCallback((text: string) => set({ search: text }), [set]);
  const canDecide = session && hasRole(session, "national.coordinator", "national.administrator");

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
        {(found) => (
          <>
            <WideTable caption="Fechas de los procesos, la más próxima primero" minWidth="52rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Cuándo</Table.Th>
                  <Table.Th scope="col">Qué</Table.Th>
                  <Table.Th scope="col">De quién</Table.Th>
                  <Table.Th scope="col">Estado</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.items.map((timer) => (
                  <Table.Tr key={`${timer.instanceId} ${timer.bookmarkId}`}>
                    <Table.Th scope="row">{longDateTime(timer.dueAt)}</Table.Th>
                    <Table.Td>
                      {timer.label}
                      {timer.task && <div className="support">{timer.task}</div>}
                    </Table.Td>
                    <Table.Td>
                      <Link to={pathOfProcess(timer.instanceId)}>{timer.institutionName ?? "Ver el proceso"}</Link>
                    </Table.Td>
                    <Table.Td>
                      <StatusTag bare tone={states[timer.state].tone}>{states[timer.state].label}</StatusTag>
                      {timer.reason && <div className="support">{timer.reason}</div>}
                      {timer.state === "Parked" && canDecide && (
                        <Button variant="default" size="compact-md" onClick={() => setRetrying(timer)}>
                          Reintentar
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
            <Pages number={found.number} size={found.size} total={found.total} onTurn={(page) => set({ page: String(page) })} />
          </>
        )}
      </Answer>
      {retrying && <Retrying timer={retrying} onClose={() => setRetrying(null)} />}
    </section>
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
