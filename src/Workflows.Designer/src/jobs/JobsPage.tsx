import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { DataList } from "../ui/DataList";
import type { Column } from "../ui/DataTable";
import { longDateTime } from "../ui/dates";
import { JobBar, JobErrors } from "../ui/JobProgress";
import { isGoing, standOf, type Job } from "../ui/jobs";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StatusTag } from "../ui/StatusTag";
import { useFilters } from "../ui/useFilters";
import { useSeen } from "./useSeen";

/** What one asked the server to do that takes long: how far it is, how it ended, and what it made. */
export function JobsPage() {
  const session = useSession();
  const administers = Boolean(session && hasRole(session, "national.administrator"));
  const filters = useFilters();
  const all = filters.of("de") === "todas";
  const jobs = useQuery({
    queryKey: ["/api/jobs", { page: filters.page, all }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/jobs", { params: { query: { page: filters.page, all: all || undefined } }, signal })),
    placeholderData: keepPreviousData,
  });
  const backup = useCommand((_: null, header) => answerOf(api.POST("/api/backups", { params: { header } })), { changes: "jobs" });
  const { see } = useSeen();
  const ended = jobs.data?.items.filter((job) => !isGoing(job)).length ?? 0;

  // What is on the page has been seen.
  useEffect(() => {
    if (ended > 0) see();
  }, [ended, see]);

  const columns: Column<Job>[] = [
    {
      key: "job", head: "Trabajo", names: true,
      cell: (job) => (
        <>
          {job.title}
          {all && <div className="support">{job.ownerName}</div>}
        </>
      ),
    },
    {
      key: "state", head: "Estado",
      cell: (job) => (
        <>
          <StatusTag bare tone={standOf(job).tone}>{standOf(job).label}</StatusTag>
          {isGoing(job) && <JobBar job={job} />}
          {job.progress && <div className="support">{job.progress}</div>}
          <JobErrors job={job} />
        </>
      ),
    },
    {
      key: "asked", head: "Pedido",
      cell: (job) => (
        <>
          {longDateTime(job.createdAt)}
          {job.endedAt && <div className="support">Terminó el {longDateTime(job.endedAt)}</div>}
        </>
      ),
    },
    { key: "acts", head: "Acción", acts: true, align: "right", cell: (job) => <JobActs job={job} showsOwner={all} /> },
  ];

  return (
    <Page
      title="Trabajos en curso" facts={["Lo que el servidor prepara mientras sigues en otra página"]}
      actions={
        administers && (
          <>
            <Button component="a" href="/administracion/hangfire" variant="default">
              Ver las páginas de Hangfire
            </Button>
            <Button loading={backup.isPending} onClick={() => backup.mutate(null)}>
              Respaldar ahora
            </Button>
          </>
        )
      }
    >
      {backup.error && <ProblemAlert problem={backup.error} />}
      <DataList
        caption="Trabajos, el último primero" filters={filters} query={jobs} keyOf={(job) => job.id} minWidth="48rem" columns={columns} empty="Todavía no hay trabajos"
        narrowBy={administers ? [{ name: "de", label: "De quién", options: [{ value: "", label: "Los que pediste tú" }, { value: "todas", label: "Los de todas las personas" }] }] : []}
      />
    </Page>
  );
}

function JobActs({ job, showsOwner }: { job: Job; showsOwner: boolean }) {
  const params = (header: { "Idempotency-Key": string }) => ({ params: { path: { id: job.id }, header } });
  const cancel = useCommand((_: null, header) => answerOf(api.POST("/api/jobs/{id}/cancel", params(header))), { changes: "jobs" });
  const retry = useCommand((_: null, header) => answerOf(api.POST("/api/jobs/{id}/retry", params(header))), { changes: "jobs" });
  const problem = cancel.error ?? retry.error;

  return (
    <>
      {isGoing(job) && !job.isCancelling && (
        <Button variant="default" size="compact-md" loading={cancel.isPending} onClick={() => cancel.mutate(null)} aria-label={`Cancelar: ${job.title}`}>
          Cancelar
        </Button>
      )}
      {job.state === "Failed" && !showsOwner && (
        <Button variant="default" size="compact-md" loading={retry.isPending} onClick={() => retry.mutate(null)} aria-label={`Reintentar: ${job.title}`}>
          Reintentar
        </Button>
      )}
      {job.fileName && job.state === "Done" && (
        <Button component="a" href={`/api/jobs/${job.id}/file`} download variant="default" size="compact-md">
          Descargar
        </Button>
      )}
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}
