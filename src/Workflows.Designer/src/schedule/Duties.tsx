import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDateTime } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import type { Tone } from "../ui/StatusTag";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { DutyHistory } from "./DutyHistory";

type Duty = Api["DutyView"];
type Decision = "pause" | "resume" | "run";

const words: Record<Decision, { title: string; explanation: string; confirm: string }> = {
  pause: { title: "Pausar la tarea", explanation: "No corre en sus fechas hasta que la reanudes. Lo que no corre queda anotado.", confirm: "Pausar" },
  resume: { title: "Reanudar la tarea", explanation: "Vuelve a correr desde su próxima fecha.", confirm: "Reanudar" },
  run: { title: "Ejecutar la tarea", explanation: "Corre en este momento para la fecha de este día. Una fecha corre una sola vez.", confirm: "Ejecutar" },
};

/** How a duty stands: a failure comes before a pause, because somebody has to see it. */
function standOf(duty: Duty): { label: string; tone: Tone } {
  if (duty.failure) return { label: duty.needsDecision ? "Requiere decisión" : "Falló, se reintenta", tone: duty.needsDecision ? "late" : "soon" };
  return duty.isPaused ? { label: "En pausa", tone: "stopped" } : { label: "Activa", tone: "onTime" };
}

/** What the server does on certain days, and what somebody may decide about it. */
export function Duties() {
  const [deciding, setDeciding] = useState<{ duty: Duty; decision: Decision } | null>(null);
  const [history, setHistory] = useState<Duty | null>(null);
  const duties = useQuery({ queryKey: ["/api/duties"], queryFn: ({ signal }) => answerOf(api.GET("/api/duties", { signal })) });
  const canDecide = decides(useSession());

  return (
    <section className="section" aria-labelledby="recurrentes">
      <h2 id="recurrentes">Tareas recurrentes</h2>
      <Answer query={duties}>
        {(all) => (
          <DataTable
            caption="Su última vez y su próxima fecha" minWidth="52rem" rows={all} keyOf={(duty) => duty.name}
            columns={[
              { key: "name", head: "Tarea", names: true, cell: (duty) => duty.label },
              {
                key: "state", head: "Estado",
                cell: (duty) => (
                  <>
                    <StatusTag bare tone={standOf(duty).tone}>{standOf(duty).label}</StatusTag>
                    {duty.failure && <div className="support">{duty.failure}</div>}
                    {duty.isPaused && (
                      <div className="support">
                        {duty.pausedBy}: {duty.pauseReason}
                      </div>
                    )}
                  </>
                ),
              },
              {
                key: "last", head: "Última vez",
                cell: (duty) => (
                  <>
                    {duty.lastRunAt ? longDateTime(duty.lastRunAt) : "Nunca"}
                    {duty.lastResult && duty.lastResult !== duty.failure && <div className="support">{duty.lastResult}</div>}
                  </>
                ),
              },
              { key: "next", head: "Próxima", cell: (duty) => (duty.nextRuns[0] && !duty.isPaused ? longDateTime(duty.nextRuns[0]) : "Sin fecha") },
              {
                key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right",
                cell: (duty) => (
                  <MoreMenu
                    label={`Más sobre ${duty.label}`}
                    acts={[
                      { label: "Ver fechas", onChoose: () => setHistory(duty) },
                      ...(canDecide ? ([duty.isPaused ? "resume" : "pause", "run"] as const).map((decision) => ({ label: words[decision].confirm, onChoose: () => setDeciding({ duty, decision }) })) : []),
                    ]}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
      {deciding && <Deciding {...deciding} onClose={() => setDeciding(null)} />}
      {history && <DutyHistory duty={history} canRun={canDecide} onClose={() => setHistory(null)} />}
    </section>
  );
}

function Deciding({ duty, decision, onClose }: { duty: Duty; decision: Decision; onClose: () => void }) {
  const decide = useCommand(
    async (reason: string, header) => {
      const params = { path: { name: duty.name }, header };
      if (decision === "pause") await answerOf(api.POST("/api/duties/{name}/pause", { params, body: { reason } }));
      else if (decision === "resume") await answerOf(api.POST("/api/duties/{name}/resume", { params, body: { reason } }));
      else await answerOf(api.POST("/api/duties/{name}/run", { params, body: { reason } }));
    },
    { changes: "duties", onDone: onClose },
  );

  return (
    <ReasonDialog
      {...words[decision]}
      explanation={
        <>
          <strong>{duty.label}</strong>
          <p>{words[decision].explanation}</p>
        </>
      }
      isWaiting={decide.isPending}
      problem={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
    />
  );
}
