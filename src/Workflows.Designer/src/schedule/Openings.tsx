import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { DataTable, type Column } from "../ui/DataTable";
import { longDateTime } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { OpeningDialog } from "./OpeningDialog";
import { standOf } from "./openings";

type Calendar = Api["OpeningCalendarView"];

/** Calendars that open processes by themselves, with their next dates, and what somebody may decide about them. */
export function Openings() {
  const [editing, setEditing] = useState<Calendar | "new" | null>(null);
  const [pausing, setPausing] = useState<Calendar | null>(null);
  const calendars = useQuery({
    queryKey: ["/api/opening-calendars"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/opening-calendars", { signal })),
  });
  const canKeep = decides(useSession());

  const columns: Column<Calendar>[] = [
    {
      key: "name", head: "Calendario", names: true,
      cell: (calendar) => (
        <>
          {calendar.name}
          <div className="support">{calendar.reading.sentence}</div>
        </>
      ),
    },
    {
      key: "state", head: "Estado",
      cell: (calendar) => (
        <>
          <StatusTag bare tone={standOf(calendar).tone}>{standOf(calendar).label}</StatusTag>
          {calendar.isPaused && (
            <div className="support">
              {calendar.pausedBy}: {calendar.pauseReason}
            </div>
          )}
          {calendar.lastResult && <div className="support">{calendar.lastResult}</div>}
        </>
      ),
    },
    {
      key: "next", head: "Próximas fechas",
      cell: (calendar) =>
        calendar.isPaused || calendar.reading.next.length === 0
          ? "Sin fecha"
          : calendar.reading.next.slice(0, 3).map((next) => (
              <div key={next.period}>
                {next.period}: {longDateTime(next.at)}
              </div>
            )),
    },
  ];
  const acts: Column<Calendar> = {
    key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right",
    cell: (calendar) => (
      <MoreMenu
        label={`Más sobre ${calendar.name}`}
        acts={[{ label: "Cambiar", onChoose: () => setEditing(calendar) }, { label: calendar.isPaused ? "Reanudar" : "Pausar", onChoose: () => setPausing(calendar) }]}
      />
    ),
  };

  return (
    <section className="section" aria-labelledby="calendarios">
      <div className="card__head">
        <h2 id="calendarios">Calendarios de procesos</h2>
        {canKeep && (
          <Button variant="default" size="compact-md" onClick={() => setEditing("new")}>
            Crear un calendario
          </Button>
        )}
      </div>
      <Answer query={calendars}>
        {(all) =>
          all.length === 0 ? (
            <p>Ningún proceso se abre por sí solo todavía.</p>
          ) : (
            <DataTable caption="Procesos que se abren por sí solos y sus próximas fechas" minWidth="52rem" rows={all} keyOf={(calendar) => calendar.id} columns={canKeep ? [...columns, acts] : columns} />
          )
        }
      </Answer>
      {editing && <OpeningDialog calendar={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {pausing && <Pausing calendar={pausing} onClose={() => setPausing(null)} />}
    </section>
  );
}

function Pausing({ calendar, onClose }: { calendar: Calendar; onClose: () => void }) {
  const decide = useCommand(
    async (reason: string, header) => {
      const asked = { params: { path: { id: calendar.id }, header }, body: { reason } };
      await answerOf(calendar.isPaused ? api.POST("/api/opening-calendars/{id}/resume", asked) : api.POST("/api/opening-calendars/{id}/pause", asked));
    },
    { changes: "openings", onDone: onClose },
  );

  return (
    <ReasonDialog
      title={calendar.isPaused ? "Reanudar el calendario" : "Pausar el calendario"}
      confirm={calendar.isPaused ? "Reanudar" : "Pausar"}
      explanation={
        <>
          <strong>{calendar.name}</strong>
          <p>
            {calendar.isPaused
              ? "Vuelve a abrir desde su próxima fecha. Lo que tocaba durante la pausa no se abre."
              : "No abre nada hasta que lo reanudes. Lo que no se abre queda anotado."}
          </p>
        </>
      }
      isWaiting={decide.isPending}
      problem={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
    />
  );
}
