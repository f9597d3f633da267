import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { DocumentList } from "../documents/DocumentList";
import { coordinates } from "../session/places";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { Waiting } from "../ui/Waiting";
import { History } from "./History";
import { IncidentList } from "./IncidentList";
import "./processes.css";
import { ScoreSection } from "./ScoreSection";
import { holdersOf, stateSentence, stateTones } from "./states";
import { StepList } from "./StepList";

const FlowDrawing = lazy(() => import("./FlowDrawing"));

/** One process: where it stands on its flow, who has it, what failed, and everything that happened. */
export function ProcessPage() {
  const { id = "" } = useParams();
  const process = useQuery({
    queryKey: ["/api/processes", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/processes/{id}", { params: { path: { id } }, signal })),
  });

  return <Answer query={process} heading="Proceso">{(view) => <Process view={view} />}</Answer>;
}

function Process({ view }: { view: Api["ProcessView"] }) {
  const session = useSession();
  const [cancelling, setCancelling] = useState(false);
  const { line, drawing } = view;
  const isOpen = line.state !== "Finished" && line.state !== "Cancelled";
  const canCancel = isOpen && session && hasRole(session, "national.coordinator", "national.administrator");

  return (
    <Page
      title={line.institutionName ? `${line.title}: ${line.institutionName}` : line.title}
      actions={
        canCancel && (
          <Button variant="default" onClick={() => setCancelling(true)}>
            Anular el proceso
          </Button>
        )
      }
    >
      <dl className="facts">
        <div>
          <dt>Estado</dt>
          <dd>
            <StatusTag bare tone={stateTones[line.state]}>{stateSentence(line)}</StatusTag>
          </dd>
        </div>
        {line.dueAt && (
          <div>
            <dt>Vence</dt>
            <dd>{longDateTime(line.dueAt)}</dd>
          </div>
        )}
        {holdersOf(line).map(({ post, people }) => (
          <div key={post}>
            <dt>En manos de</dt>
            <dd>
              {post}
              <div className="support">{people}</div>
            </dd>
          </div>
        ))}
        <div>
          <dt>Flujo</dt>
          <dd>
            {view.flowName}, versión {view.definitionVersion}
          </dd>
        </div>
        {line.year && line.institutionCode && (
          <div>
            <dt>Etapa</dt>
            <dd>
              <Link to={`/etapas/${line.definitionId}/${line.year}`}>Todas las instituciones en {line.year}</Link>
            </dd>
          </div>
        )}
        {session && coordinates(session) && (
          <div>
            <dt>Correos</dt>
            <dd>
              <Link to={`/correos?instanceId=${encodeURIComponent(line.id)}`}>Los correos de este proceso</Link>
            </dd>
          </div>
        )}
        {view.children > 0 && (
          <div>
            <dt>Procesos que abrió</dt>
            <dd>{view.children}</dd>
          </div>
        )}
      </dl>

      {view.incidents.length > 0 && (
        <section className="section" aria-labelledby="fallas">
          <h2 id="fallas">Fallas por decidir</h2>
          <IncidentList incidents={view.incidents} />
        </section>
      )}

      <ScoreSection instanceId={line.id} />
      <DocumentList instanceId={line.id} />

      <section className="section" aria-labelledby="dibujo">
        <h2 id="dibujo">Dónde está</h2>
        <Suspense fallback={<Waiting />}>
          <FlowDrawing drawing={drawing} />
        </Suspense>
        <StepList drawing={drawing} />
      </section>

      <section className="section" aria-labelledby="tareas">
        <h2 id="tareas">Tareas abiertas</h2>
        {line.tasks.length === 0 && <p>{isOpen ? "Espera a los procesos que abrió, o una fecha." : "Este proceso no espera a nadie."}</p>}
        <ul>
          {line.tasks.map((task) => (
            <li key={task.taskId}>
              <Link to={`/tareas/${encodeURIComponent(task.taskId)}`}>{task.title}</Link>, {task.holder.roleLabel}
              {task.dueAt && `, ${task.isLate ? "venció" : "vence"} el ${longDateTime(task.dueAt)}`}
              {task.claimedBy && `, la tomó ${task.claimedBy}`}.
            </li>
          ))}
        </ul>
      </section>

      <section className="section" aria-labelledby="historia">
        <h2 id="historia">Historia</h2>
        <History instanceId={line.id} />
      </section>
      {cancelling && <Cancelling id={line.id} onClose={() => setCancelling(false)} />}
    </Page>
  );
}

function Cancelling({ id, onClose }: { id: string; onClose: () => void }) {
  const cancel = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/instances/{id}/cancel", { params: { path: { id }, header }, body: { reason } })),
    { refreshes: ["/api/processes", "/api/instances", "/api/stages", "/api/tasks"], onDone: onClose },
  );

  return (
    <ReasonDialog
      title="Anular el proceso"
      explanation="Sus tareas se retiran y los avisos que no han salido se suprimen. No se puede deshacer."
      confirm="Anular"
      isWaiting={cancel.isPending}
      problem={cancel.error}
      onConfirm={cancel.mutate}
      onClose={onClose}
    />
  );
}
