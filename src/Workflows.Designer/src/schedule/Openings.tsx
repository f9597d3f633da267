import { Button, Group, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { OpeningDialog } from "./OpeningDialog";
import { standOf } from "./openings";

type Calendar = Api["OpeningCalendarView"];

/** Calendars that open processes by themselves, with their next dates, and what somebody may decide about them. */
export function Openings() {
  const session = useSession();
  const [editing, setEditing] = useState<Calendar | "new" | null>(null);
  const [pausing, setPausing] = useState<Calendar | null>(null);
  const calendars = useQuery({
    queryKey: ["/api/opening-calendars"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/opening-calendars", { signal })),
  });
  const canKeep = session && hasRole(session, "national.coordinator", "national.administrator");

  return (
    <section className="section" aria-labelledby="calendarios">
      <h2 id="calendarios">Calendarios de procesos</h2>
      <Answer query={calendars}>
        {(all) =>
          all.length === 0 ? (
            <p>Ningún proceso se abre por sí solo todavía.</p>
          ) : (
            <WideTable caption="Procesos que se abren por sí solos y sus próximas fechas" minWidth="52rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Calendario</Table.Th>
                  <Table.Th scope="col">Estado</Table.Th>
                  <Table.Th scope="col">Próximas fechas</Table.Th>
                  <Table.Th scope="col">Acciones</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((calendar) => (
                  <Row key={calendar.id} calendar={calendar} canKeep={Boolean(canKeep)} onEdit={setEditing} onPause={setPausing} />
                ))}
              </Table.Tbody>
            </WideTable>
          )
        }
      </Answer>
      {canKeep && (
        <Button mt="sm" variant="default" onClick={() => setEditing("new")}>
          Crear un calendario
        </Button>
      )}
      {editing && <OpeningDialog calendar={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {pausing && <Pausing calendar={pausing} onClose={() => setPausing(null)} />}
    </section>
  );
}

type RowProps = { calendar: Calendar; canKeep: boolean; onEdit: (calendar: Calendar) => void; onPause: (calendar: Calendar) => void };

function Row({ calendar, canKeep, onEdit, onPause }: RowProps) {
  const stand = standOf(calendar);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {calendar.name}
        <div className="support">{calendar.reading.sentence}</div>
      </Table.Th>
      <Table.Td>
        <StatusTag bare tone={stand.tone}>{stand.label}</StatusTag>
        {calendar.isPaused && (
          <div className="support">
            {calendar.pausedBy}: {calendar.pauseReason}
          </div>
        )}
        {calendar.lastResult && <div className="support">{calendar.lastResult}</div>}
      </Table.Td>
      <Table.Td>
        {calendar.isPaused || calendar.reading.next.length === 0
          ? "Sin fecha"
          : calendar.reading.next.slice(0, 3).map((next) => (
              <div key={next.period}>
                {next.period}: {longDateTime(next.at)}
              </div>
            ))}
      </Table.Td>
      <Table.Td>
        {canKeep ? (
          <Group gap="xs">
            <Button variant="default" size="compact-md" aria-label={`Cambiar: ${calendar.name}`} onClick={() => onEdit(calendar)}>
              Cambiar
            </Button>
            <Button
              variant="default" size="compact-md" aria-label={`${calendar.isPaused ? "Reanudar" : "Pausar"}: ${calendar.name}`}
              onClick={() => onPause(calendar)}
            >
              {calendar.isPaused ? "Reanudar" : "Pausar"}
            </Button>
          </Group>
        ) : (
          "Solo lectura"
        )}
      </Table.Td>
    </Table.Tr>
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
