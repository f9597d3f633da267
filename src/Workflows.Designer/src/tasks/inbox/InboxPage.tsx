import { Button, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { Link, useSearchParams } from "react-router";
import { answerOf, api, type Api } from "../../api/client";
import { useSession } from "../../session/session";
import { Answer } from "../../ui/Answer";
import { DataTable, type Column } from "../../ui/DataTable";
import { longDate, longDateTime } from "../../ui/dates";
import { EmptyState } from "../../ui/EmptyState";
import { lastInTime } from "../../ui/lateness";
import { Page } from "../../ui/Page";
import { Pages } from "../../ui/Pages";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StatusTag } from "../../ui/StatusTag";
import { ViewTabs } from "../../ui/ViewTabs";
import { useHold } from "../page/useTask";
import { consequenceOf, isAskedOfEach, kindLabels, outcomeLabels, urgencyOf } from "../words";
import { FilterBar } from "./FilterBar";
import { isPlain, queryOf, readFilters, writeFilters, type Filters } from "./filters";

/** How many tasks a view has. */
async function countOf(address: URLSearchParams, signal: AbortSignal) {
  const query = { ...queryOf(readFilters(address), Date.now()), pageSize: 1 };
  return (await answerOf(api.GET("/api/tasks", { params: { query }, signal }))).total;
}

/** What is asked of the person: what, until when, and what happens if they do not. */
export function InboxPage() {
  const [address, setAddress] = useSearchParams();
  const filters = readFilters(address);
  const show = useCallback((next: Filters) => setAddress(writeFilters(next)), [setAddress]);
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  const canonical = writeFilters({ ...filters, page: 1 }).toString();
  const tasks = useQuery({
    queryKey: ["/api/tasks", filters],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks", { params: { query: queryOf(filters, Date.now()) }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <Page title="Mis tareas" facts={factsOf(tasks.data?.total, filters)}>
      <Stack gap="md">
        <ViewTabs
          list="tareas" address={canonical} counting={{ key: "/api/tasks", ask: countOf }}
          fixed={[
            { label: "Abiertas", address: "", count: isPlain(filters) ? tasks.data?.total : undefined }, { label: "Atrasadas", address: "plazo=overdue" },
            { label: "Vencen en 7 días corridos", address: "plazo=week" }, { label: "Terminadas", address: "estado=terminadas" },
          ]}
        />
        <FilterBar filters={filters} onChange={show} />
        <Answer query={tasks}>
          {(list) =>
            list.total === 0 ? (
              <EmptyState
                title={isPlain(filters) ? "No tienes tareas pendientes" : "Ninguna tarea cumple con estos filtros"}
                action={<Link to={isPlain(filters) ? "/mi-calendario" : "/tareas"}>{isPlain(filters) ? "Ver mi calendario" : "Quitar filtros"}</Link>}
              >
                {isPlain(filters) && "Cuando algo te toque, llega aquí y te avisamos por correo."}
              </EmptyState>
            ) : (
              <div>
                <DataTable
                  caption={filters.state === "Open" ? "Lo que se pide" : "Lo que terminó"} minWidth={isNarrow ? "0" : "52rem"} rows={list.items} keyOf={(task) => task.id}
                  columns={columnsOf(filters.state === "Open", !filters.all, isNarrow)}
                />
                <Pages number={list.number} size={list.size} total={list.total} onTurn={(page) => show({ ...filters, page })} />
              </div>
            )
          }
        </Answer>
      </Stack>
    </Page>
  );
}

function factsOf(total: number | undefined, filters: Filters) {
  if (!total || filters.state !== "Open") return [];
  return [<strong key="total">{total === 1 ? "1 tarea abierta" : `${total} tareas abiertas`}</strong>, filters.sort === "" && "lo que vence antes, primero"];
}

/** What is asked, and beside it until when, what follows and who has it; where there is no room for columns, below its name. */
function columnsOf(isOpen: boolean, isMine: boolean, isNarrow: boolean): Column<Api["TaskSummary"]>[] {
  const rest: Column<Api["TaskSummary"]>[] = [
    { key: "when", head: isOpen ? "Vence" : "Terminó", cell: (task) => <When task={task} /> },
    { key: "next", head: isOpen ? "Si no se hace" : "Resultado", cell: (task) => <Next task={task} isMine={isMine} /> },
    { key: "who", head: "Quién la tiene", cell: (task) => (task.state === "Open" ? <Holder task={task} isMine={isMine} /> : task.claimedByName) },
  ];
  const name: Column<Api["TaskSummary"]> = {
    key: "task", head: "Tarea", names: true,
    cell: (task) => (
      <div className="inbox__name">
        <What task={task} />
        {isNarrow && rest.map((column) => <div key={column.key}>{column.cell(task)}</div>)}
      </div>
    ),
  };
  return isNarrow ? [name] : [name, ...rest];
}

function What({ task }: { task: Api["TaskSummary"] }) {
  const isOpen = task.state === "Open";
  return (
    <>
      <Link className="inbox__task" to={`/tareas/${task.id}`}>
        {task.title}
      </Link>
      <Text size="sm">
        {kindLabels[task.kind] ?? task.kind}
        {task.processName && ` · ${task.processName}`}
        {task.institutionName && ` · ${task.institutionName}`}
      </Text>
      {task.isReturned && <StatusTag bare tone="returned">Devuelta con observaciones</StatusTag>}
      {task.handedNote && isOpen && (
        <Text size="sm">
          {task.handedByName} la encargó: «{task.handedNote}»
        </Text>
      )}
      {task.draftSavedAt && isOpen && <Text size="sm">Tiene un borrador del {longDate(task.draftSavedAt)}.</Text>}
    </>
  );
}

function When({ task }: { task: Api["TaskSummary"] }) {
  if (task.state !== "Open") return <>{task.closedAt && longDateTime(task.closedAt)}</>;
  const urgency = urgencyOf(task, Date.now());
  return (
    <>
      <StatusTag tone={urgency.tone}>{urgency.text}</StatusTag>
      {task.dueAt && (
        <Text size="sm">
          {task.termState === "InAdditionalTerm" && task.lateFrom ? `Hasta el ${longDateTime(lastInTime(task.lateFrom))}. Venció el ${longDateTime(task.dueAt)}` : longDateTime(task.dueAt)}
          {task.clockNote && ` (${task.clockNote})`}
        </Text>
      )}
    </>
  );
}

function Next({ task, isMine }: { task: Api["TaskSummary"]; isMine: boolean }) {
  if (task.state === "Open") return <Text size="sm">{consequenceOf(task.nextNotice, isMine, task.lateFrom)}</Text>;
  return <>{`${outcomeLabels[task.outcome ?? ""] ?? task.outcome ?? "Retirada"}${task.isLate ? ", fuera de plazo" : ""}`}</>;
}

function Holder({ task, isMine }: { task: Api["TaskSummary"]; isMine: boolean }) {
  const session = useSession();
  const { claim, release } = useHold(task.id);
  const isHeldByMe = task.claimedBy === session?.personId;
  const problem = claim.error ?? release.error;

  return (
    <>
      {isAskedOfEach(task) ? "Cada persona" : (task.claimedByName ?? "Nadie")}{" "}
      {isMine && !task.claimedBy && !isAskedOfEach(task) && (
        <Button variant="default" size="compact-md" loading={claim.isPending} aria-label={`Tomar: ${task.title}, ${task.institutionName ?? ""}`} onClick={() => claim.mutate(null)}>
          Tomar
        </Button>
      )}
      {isMine && isHeldByMe && (
        <Button variant="default" size="compact-md" loading={release.isPending} aria-label={`Dejar: ${task.title}, ${task.institutionName ?? ""}`} onClick={() => release.mutate(null)}>
          Dejar
        </Button>
      )}
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}
