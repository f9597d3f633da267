import { Anchor, Button, Checkbox, Group, Table } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { JobBar, JobErrors } from "../ui/JobProgress";
import { isGoing, standOf, type Job } from "../ui/jobs";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { useSeen } from "./useSeen";

/** What one asked the server to do that takes long: how far it is, how it ended, and what it made. */
export function JobsPage() {
  const session = useSession();
  const administers = Boolean(session && hasRole(session, "national.administrator"));
  const [page, setPage] = useState(1);
  const [all, setAll] = useState(false);
  const jobs = useQuery({
    queryKey: ["/api/jobs", { page, all }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/jobs", { params: { query: { page, all: all || undefined } }, signal })),
    placeholderData: keepPreviousData,
  });
  const backup = useCommand((_: null, header) => answerOf(api.POST("/api/backups", { params: { header } })), { changes: "jobs" });
  const { see } = useSeen();
  const ended = jobs.data?.items.filter((job) => !isGoing(job)).length ?? 0;

  // What is on the page has been seen.
  useEffect(() => {
    if (ended > 0) see();
  }, [ended, see]);

  return (
    <Page title="Trabajos en curso">
      {administers && (
        <Group mb="md" align="center">
          <Button loading={backup.isPending} onClick={() => backup.mutate(null)}>
            Respaldar ahora
          </Button>
          <Checkbox
            label="Mostrar los de todas las personas"
            checked={all}
            onChange={(event) => {
              setAll(event.currentTarget.checked);
              setPage(1);
            }}
          />
          <Anchor href="/administracion/hangfire" underline="always">
            Ver las páginas de Hangfire
          </Anchor>
        </Group>
      )}
      {backup.error && <ProblemAlert problem={backup.error} />}
      <Answer query={jobs}>
        {(found) =>
          found.items.length === 0 ? (
            <EmptyState title="Todavía no hay trabajos">Aquí aparecen las importaciones, los avisos que envías a muchos y todo lo que el servidor hace mientras sigues en otra página.</EmptyState>
          ) : (
            <>
              <WideTable caption="Trabajos, el último primero" minWidth="48rem">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">Trabajo</Table.Th>
                    <Table.Th scope="col">Estado</Table.Th>
                    <Table.Th scope="col">Pedido</Table.Th>
                    <Table.Th scope="col">Acciones</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.items.map((job) => (
                    <JobLine key={job.id} job={job} showsOwner={all} />
                  ))}
                </Table.Tbody>
              </WideTable>
              <Pages number={found.number} size={found.size} total={found.total} onTurn={setPage} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

function JobLine({ job, showsOwner }: { job: Job; showsOwner: boolean }) {
  const { label, tone } = standOf(job);
  const params = (header: { "Idempotency-Key": string }) => ({ params: { path: { id: job.id }, header } });
  const cancel = useCommand((_: null, header) => answerOf(api.POST("/api/jobs/{id}/cancel", params(header))), { changes: "jobs" });
  const retry = useCommand((_: null, header) => answerOf(api.POST("/api/jobs/{id}/retry", params(header))), { changes: "jobs" });
  const problem = cancel.error ?? retry.error;

  return (
    <Table.Tr>
      <Table.Th scope="row">
        {job.title}
        {showsOwner && <div className="support">{job.ownerName}</div>}
      </Table.Th>
      <Table.Td>
        <StatusTag bare tone={tone}>{label}</StatusTag>
        {isGoing(job) && <JobBar job={job} />}
        {job.progress && <div className="support">{job.progress}</div>}
        <JobErrors job={job} />
      </Table.Td>
      <Table.Td>
        {longDateTime(job.createdAt)}
        {job.endedAt && <div className="support">Terminó el {longDateTime(job.endedAt)}</div>}
      </Table.Td>
      <Table.Td>
        {problem && <ProblemAlert problem={problem} />}
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
      </Table.Td>
    </Table.Tr>
  );
}
