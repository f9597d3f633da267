import { Button, Switch } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { DocumentList } from "../documents/DocumentList";
import { coordinates, decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { People, type Part } from "../ui/People";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { Waiting } from "../ui/Waiting";
import { History } from "./History";
import { IncidentList } from "./IncidentList";
import { merged, withoutPlumbing } from "./plumbing";
import "./processes.css";
import { ScoreSection } from "./ScoreSection";
import { holdersOf, pathOfStage, stateSentence, termOf, termTones, toneOf } from "./states";
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
  const [showsAll, setShowsAll] = useState(false);
  const { line, drawing } = view;
  const drawn = useMemo(() => (showsAll ? { ...drawing, arrows: merged(drawing.arrows) } : withoutPlumbing(drawing)), [drawing, showsAll]);
  const isOpen = line.state !== "Finished" && line.state !== "Cancelled";
  const canCancel = isOpen && decides(session);
  const holders = holdersOf(line);

  return (
    <Page
      title={line.institutionName ? `${line.title}: ${line.institutionName}` : line.title}
      state={<StatusTag tone={toneOf(line)}>{stateSentence(line)}</StatusTag>}
      facts={[
        line.dueAt && (
          <>
            {line.termState === "InTerm" ? "Vence el" : "Venció el"} <strong>{longDateTime(line.dueAt)}</strong>
          </>
        ),
        holders.length > 0 && (
          <>
            En manos de <strong>{holders.map(({ post, isVacant }) => (isVacant ? `${post} (cargo vacante)` : post)).join("; ")}</strong>
          </>
        ),
        `${view.flowName}, versión ${view.definitionVersion}`,
        line.year && line.institutionCode && <Link to={pathOfStage({ definitionId: line.definitionId, year: line.year })}>Todas las instituciones en {line.year}</Link>,
        view.children > 0 && (view.children === 1 ? "Abrió otro proceso" : `Abrió ${view.children} procesos`),
      ]}
      actions={
        <>
          {session && coordinates(session) && (
            <Button variant="default" component={Link} to={`/correos?instanceId=${encodeURIComponent(line.id)}`} leftSection={<IconMail aria-hidden size={16} stroke={1.75} />}>
              Correos de este proceso
            </Button>
          )}
          {canCancel && (
            <Button variant="danger" onClick={() => setCancelling(true)}>
              Anular el proceso
            </Button>
          )}
        </>
      }
    >
      {view.incidents.length > 0 && (
        <section className="section" aria-labelledby="fallas">
          <h2 id="fallas">Fallas por decidir</h2>
          <IncidentList incidents={view.incidents} />
        </section>
      )}

      <section className="section" aria-labelledby="dibujo">
        <div className="card__head">
          <h2 id="dibujo">Dónde está</h2>
          <FlowLegend />
        </div>
        <Suspense fallback={<Waiting />}>
          {/* Another drawing is looked at from its own beginning. */}
          <FlowDrawing key={String(showsAll)} drawing={drawn} />
        </Suspense>
        <div className="flow__below">
          <StepList drawing={drawn} />
          <Switch size="sm" label="Mostrar también los pasos internos" checked={showsAll} onChange={(event) => setShowsAll(event.currentTarget.checked)} />
        </div>
      </section>

      <ScoreSection instanceId={line.id} />

      <div className="split process__split">
        <section className="section" aria-labelledby="historia">
          <h2 id="historia">Historia</h2>
          <History instanceId={line.id} />
        </section>
        <aside aria-label="Lo que está abierto">
          <section className="section" aria-labelledby="tareas">
            <h2 id="tareas">Tareas abiertas</h2>
            {line.tasks.length === 0 && <p>{isOpen ? "Espera a los procesos que abrió, o una fecha." : "Este proceso no espera a nadie."}</p>}
            <ul className="lines">
              {line.tasks.map((task) => (
                <li key={task.taskId}>
                  <Link to={`/tareas/${encodeURIComponent(task.taskId)}`}>{task.title}</Link>
                  {task.dueAt && (
                    <div>
                      <StatusTag bare tone={termTones[task.termState ?? "InTerm"]}>{termOf(task)}</StatusTag>
                    </div>
                  )}
                  {task.claimedBy && <div className="support">La tomó {task.claimedBy}</div>}
                </li>
              ))}
            </ul>
          </section>
          {line.tasks.length > 0 && (
            <section className="section" aria-labelledby="quienes">
              <h2 id="quienes">Quién interviene</h2>
              <People label="Quién interviene" people={partsIn(line)} />
            </section>
          )}
          <DocumentList instanceId={line.id} />
        </aside>
      </div>
      {cancelling && <Cancelling id={line.id} onClose={() => setCancelling(false)} />}
    </Page>
  );
}

/** Who has the tasks that are open, with the post in which they have them. */
function partsIn(line: Api["ProcessLine"]): Part[] {
  return holdersOf(line).flatMap<Part>(({ key, post, people, isVacant }) =>
    isVacant
      ? [{ key, name: post, role: <StatusTag bare tone="stopped">Cargo vacante</StatusTag> }]
      : people.map((name) => ({ key: `${key} ${name}`, name, post })),
  );
}

function FlowLegend() {
  return (
    <ul className="flow__legend" aria-label="Qué dice cada línea">
      <li>
        <i className="flow__key flow__key--taken" aria-hidden="true" /> recorrido
      </li>
      <li>
        <i className="flow__key" aria-hidden="true" /> por recorrer
      </li>
      <li>
        <i className="flow__key flow__key--back" aria-hidden="true" /> vuelve atrás
      </li>
    </ul>
  );
}

function Cancelling({ id, onClose }: { id: string; onClose: () => void }) {
  const cancel = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/instances/{id}/cancel", { params: { path: { id }, header }, body: { reason } })),
    { changes: "instances", onDone: onClose },
  );

  return (
    <ReasonDialog
      title="Anular el proceso"
      explanation="Sus tareas se retiran y los avisos que no han salido se suprimen. No se puede deshacer."
      confirm="Anular"
      isDangerous
      isWaiting={cancel.isPending}
      problem={cancel.error}
      onConfirm={cancel.mutate}
      onClose={onClose}
    />
  );
}
