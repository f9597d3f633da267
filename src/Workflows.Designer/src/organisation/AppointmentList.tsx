import { Button, Group, Modal, NativeSelect, Stack, Table, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Pages } from "../ui/Pages";
import { ProblemAlert } from "../ui/ProblemAlert";
import { WideTable } from "../ui/WideTable";
import { useRoles } from "./useRoles";

type Appointment = Api["AppointmentView"];

/** Posts: who holds which, where, and between which dates. */
export function AppointmentList({ administers }: { administers: boolean }) {
  const roles = useRoles();
  const [role, setRole] = useState("");
  const [scope, setScope] = useState("");
  const [page, setPage] = useState(1);
  const [ending, setEnding] = useState<Appointment>();
  const query = { role: role || undefined, scope: scope.trim() || undefined, page, pageSize: 50 };
  const posts = useQuery({
    queryKey: ["/api/organisation/appointments", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/appointments", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

  return (
    <Stack>
      <Group align="end">
        <NativeSelect
          label="Rol" value={role} data={[{ value: "", label: "Todos los roles" }, ...roles.map((known) => ({ value: known.code, label: known.label }))]}
          onChange={(event) => {
            setRole(event.currentTarget.value);
            setPage(1);
          }}
        />
        <TextInput
          label="Código del lugar" type="search" value={scope}
          onChange={(event) => {
            setScope(event.currentTarget.value);
            setPage(1);
          }}
        />
      </Group>
      <Answer query={posts}>
        {(list) => (
          <>
            <WideTable caption="Cargos" minWidth="52rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Persona</Table.Th>
                  <Table.Th scope="col">Rol</Table.Th>
                  <Table.Th scope="col">Lugar</Table.Th>
                  <Table.Th scope="col">Desde</Table.Th>
                  <Table.Th scope="col">Hasta</Table.Th>
                  {administers && <Table.Th scope="col">Acción</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((line) => (
                  <Table.Tr key={line.id}>
                    <Table.Td>
                      {line.personName}
                      {line.post.isSubstitute && " (S)"}
                    </Table.Td>
                    <Table.Td>{line.post.roleLabel}</Table.Td>
                    <Table.Td>{line.post.scopeName}</Table.Td>
                    <Table.Td>{line.post.validFrom ? longDay(line.post.validFrom) : "Siempre"}</Table.Td>
                    <Table.Td>{line.post.validTo ? longDay(line.post.validTo) : "Sin término"}</Table.Td>
                    {administers && (
                      <Table.Td>
                        {!line.post.validTo && (
                          <Button variant="default" size="compact-md" aria-label={`Terminar el cargo de ${line.personName}`} onClick={() => setEnding(line)}>
                            Terminar
                          </Button>
                        )}
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </>
        )}
      </Answer>
      {ending && <EndDialog key={ending.id} appointment={ending} onClose={() => setEnding(undefined)} />}
    </Stack>
  );
}

function EndDialog({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const [lastDay, setLastDay] = useState("");
  const [reason, setReason] = useState("");
  const end = useCommand(
    (body: { lastDay: string; reason: string }, header) =>
      answerOf(api.POST("/api/organisation/appointments/{id}/end", { body, params: { path: { id: appointment.id }, header } })),
    { refreshes: ["/api/organisation/appointments", "/api/session"], onDone: onClose },
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    end.mutate({ lastDay, reason });
  }

  return (
    <Modal opened onClose={onClose} title={`Terminar el cargo de ${appointment.personName}`} closeButtonProps={{ "aria-label": "Cerrar" }}>
      <form onSubmit={submit}>
        <Stack>
          {end.error && <ProblemAlert problem={end.error} />}
          <TextInput label="Último día" type="date" required value={lastDay} onChange={(event) => setLastDay(event.currentTarget.value)} />
          <TextInput label="Motivo" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" loading={end.isPending}>
            Terminar el cargo
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
