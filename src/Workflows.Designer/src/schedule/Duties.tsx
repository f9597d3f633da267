import { Button, Group, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import type { Tone } from "../ui/StatusTag";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
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
  const session = useSession();
  const [deciding, setDeciding] = useState<{ duty: Duty; decision: Decision } | null>(null);
  const [history, setHistory] = useState<Duty | null>(null);
  const duties = useQuery({ queryKey: ["/api/duties"], queryFn: ({ signal }) => answerOf(api.GET("/api/duties", { signal })) });
  const canDecide = session && hasRole(session, "national.coordinator", "national.administrator");

  return (
    <section className="section" aria-labelledby="recurrentes">
      <h2 id="recurrentes">Tareas recurrentes</h2>
      <Answer query={duties}>
        {(all) => (
          <WideTable caption="Tareas recurrentes, su última vez y su próxima fecha" minWidth="52rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Tarea</Table.Th>
                <Table.Th scope="col">Estado</Table.Th>
                <Table.Th scope="col">Última vez</Table.Th>
                <Table.Th scope="col">Próxima</Table.Th>
                <Table.Th scope="col">Acciones</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((duty) => (
                <Table.Tr key={duty.name}>
                  <Table.Th scope="row">{duty.label}</Table.Th>
                  <Table.Td>
                    <StatusTag bare tone={standOf(duty).tone}>{standOf(duty).label}</StatusTag>
                    {duty.failure && <div className="support">{duty.failure}</div>}
                    {duty.isPaused && (
                      <div className="support">
                        {duty.pausedBy}: {duty.pauseReason}
                      </div>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {duty.lastRunAt ? longDateTime(duty.lastRunAt) : "Nunca"}
                    {duty.lastResult && duty.lastResult !== duty.failure && <div className="support">{duty.lastResult}</div>}
                  </Table.Td>
                  <Table.Td>{duty.nextRuns[0] && !duty.isPaused ? longDateTime(duty.nextRuns[0]) : "Sin fecha"}</Table.Td>
                  <Table.Td>
                    <Group gap="xs">
                      <Button variant="default" size="compact-md" onClick={() => setHistory(duty)} aria-label={`Ver fechas: ${duty.label}`}>
                        Ver fechas
                      </Button>
                      {canDecide &&
                        ([duty.isPaused ? "resume" : "pause", "run"] as const).map((decision) => (
                          <Button
                            key={decision}
                            variant="default"
                            size="compact-md"
                            onClick={() => setDeciding({ duty, decision })}
                            aria-label={`${words[decision].confirm}: ${duty.label}`}
                          >
                            {words[decision].confirm}
                          </Button>
                        ))}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        )}
      </Answer>
      {deciding && <Deciding {...deciding} onClose={() => setDeciding(null)} />}
      {history && <DutyHistory duty={history} canRun={Boolean(canDecide)} onClose={() => setHistory(null)} />}
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
