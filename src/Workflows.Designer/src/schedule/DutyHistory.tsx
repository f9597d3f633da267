import { Modal, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDateTime, longDay } from "../ui/dates";
import type { Tone } from "../ui/Mark";
import { StateText } from "../ui/StateText";
import { WideTable } from "../ui/WideTable";

const states: Record<Api["DutyRunView"]["state"], { label: string; tone: Tone }> = {
  Running: { label: "Corriendo", tone: "neutral" },
  Done: { label: "Hecha", tone: "good" },
  Failed: { label: "Falló, se reintenta", tone: "warning" },
  Parked: { label: "Requiere decisión", tone: "bad" },
  Skipped: { label: "No corrió", tone: "neutral" },
};

/** The dates of a duty: those that come and those that passed, each with how it went. */
export function DutyHistory({ duty, onClose }: { duty: Api["DutyView"]; onClose: () => void }) {
  const runs = useQuery({
    queryKey: ["/api/duties", duty.name, "runs"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/duties/{name}/runs", { params: { path: { name: duty.name } }, signal })),
  });

  return (
    <Modal opened onClose={onClose} title={duty.label} size="xl" closeButtonProps={{ "aria-label": "Cerrar" }}>
      <h3>Próximas fechas</h3>
      <ol>
        {duty.nextRuns.map((date) => (
          <li key={date}>{longDateTime(date)}</li>
        ))}
      </ol>
      <Answer query={runs}>
        {(all) => (
          <WideTable caption="Fechas que ya llegaron, la última primero">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Fecha</Table.Th>
                <Table.Th scope="col">Estado</Table.Th>
                <Table.Th scope="col">Cómo fue</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((run) => (
                <Table.Tr key={run.date}>
                  <Table.Th scope="row">{longDay(run.date)}</Table.Th>
                  <Table.Td>
                    <StateText tone={states[run.state].tone}>{states[run.state].label}</StateText>
                  </Table.Td>
                  <Table.Td>{run.note}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        )}
      </Answer>
    </Modal>
  );
}
