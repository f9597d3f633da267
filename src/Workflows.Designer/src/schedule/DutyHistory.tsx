import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { DataTable, type Column } from "../ui/DataTable";
import { Dialog } from "../ui/Dialog";
import { longDateTime, longDay } from "../ui/dates";
import type { Tone } from "../ui/StatusTag";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";

type Run = Api["DutyRunView"];

const states: Record<Run["state"], { label: string; tone: Tone }> = {
  Running: { label: "Corriendo", tone: "onTime" },
  Done: { label: "Hecha", tone: "done" },
  Failed: { label: "Falló, se reintenta", tone: "soon" },
  Parked: { label: "Requiere decisión", tone: "late" },
  Skipped: { label: "No corrió", tone: "unknown" },
};

const canRunAgain = (run: Run) => run.state === "Failed" || run.state === "Parked" || run.state === "Skipped";

const columns: Column<Run>[] = [
  { key: "date", head: "Fecha", names: true, cell: (run) => longDay(run.date) },
  { key: "state", head: "Estado", cell: (run) => <StatusTag bare tone={states[run.state].tone}>{states[run.state].label}</StatusTag> },
  { key: "note", head: "Cómo fue", cell: (run) => run.note },
];

type Props = { duty: Api["DutyView"]; canRun: boolean; onClose: () => void };

/** The dates of a duty: those that passed, each with how it went, and those that come. One that was not done may be run now. */
export function DutyHistory({ duty, canRun, onClose }: Props) {
  const [running, setRunning] = useState<Run | null>(null);
  const runs = useQuery({
    queryKey: ["/api/duties", duty.name, "runs"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/duties/{name}/runs", { params: { path: { name: duty.name } }, signal })),
  });

  const acts: Column<Run> = {
    key: "acts", head: "Acción", acts: true, align: "right",
    cell: (run) =>
      canRunAgain(run) && (
        <Button variant="default" size="compact-md" onClick={() => setRunning(run)} aria-label={`Ejecutar la fecha ${longDay(run.date)}`}>
          Ejecutar
        </Button>
      ),
  };

  return (
    <Dialog title={duty.label} isWide onClose={onClose}>
      <Answer query={runs}>
        {(all) => (
          <DataTable caption="Fechas que ya llegaron, la última primero" minWidth="32rem" rows={all} keyOf={(run) => run.date} columns={canRun ? [...columns, acts] : columns} />
        )}
      </Answer>
      <details>
        <summary>Próximas fechas</summary>
        <ol>
          {duty.nextRuns.map((date) => (
            <li key={date}>{longDateTime(date)}</li>
          ))}
        </ol>
      </details>
      {running && <RunDate duty={duty} date={running.date} onClose={() => setRunning(null)} />}
    </Dialog>
  );
}

function RunDate({ duty, date, onClose }: { duty: Api["DutyView"]; date: string; onClose: () => void }) {
  const run = useCommand(
    (reason: string, header) => answerOf(api.POST("/api/duties/{name}/run", { params: { path: { name: duty.name }, header }, body: { reason, date } })),
    { changes: "duties", onDone: onClose },
  );

  return (
    <ReasonDialog
      title="Ejecutar una fecha"
      explanation={
        <>
          <strong>{duty.label}</strong>
          <p>Corre en este momento para el {longDay(date)}. Una fecha se hace una sola vez.</p>
        </>
      }
      confirm="Ejecutar"
      isWaiting={run.isPending}
      problem={run.error}
      onConfirm={run.mutate}
      onClose={onClose}
    />
  );
}
