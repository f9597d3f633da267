import { Button, Group, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { PersonField } from "../organisation/PersonField";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { ProblemAlert } from "../ui/ProblemAlert";
import { WideTable } from "../ui/WideTable";
import { HandOvers } from "./HandOvers";

/** «Ausencias y subrogancias»: who is away, who acts meanwhile and why, and posts that pass to somebody else. */
export function AbsencesPage() {
  const mayDecide = decides(useSession());
  const [page, setPage] = useState(1);
  const absences = useQuery({
    queryKey: ["/api/organisation/absences", { page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/absences", { params: { query: { page } }, signal })),
  });

  return (
    <Page title="Ausencias y subrogancias">
      {mayDecide && <RegisterAbsence />}
      <Answer query={absences}>
        {(list) => (
          <>
            <WideTable caption="Ausencias registradas, la más reciente primero" minWidth="36rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Quién se ausenta</Table.Th>
                  <Table.Th scope="col">Quién actúa</Table.Th>
                  <Table.Th scope="col">Motivo</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((absence) => (
                  <AbsenceRow key={absence.id} absence={absence} mayDecide={mayDecide} />
                ))}
              </Table.Tbody>
            </WideTable>
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </>
        )}
      </Answer>
      <HandOvers />
    </Page>
  );
}

function AbsenceRow({ absence, mayDecide }: { absence: Api["AbsencesAbsenceView"]; mayDecide: boolean }) {
  const end = useCommand(
    ({ lastDay, reason }: { lastDay: string; reason: string }, header) =>
      answerOf(api.POST("/api/organisation/absences/{id}/end", { params: { path: { id: absence.id }, header }, body: { lastDay, reason } })),
    { changes: "absences" },
  );
  const [reason, setReason] = useState("");
  const [lastDay, setLastDay] = useState(absence.to);
  const [isOpen, setOpen] = useState(false);

  return (
    <Table.Tr>
      <Table.Td>
        {absence.personName}
        <Text size="sm">{absence.isAnnulled ? "Anulada" : `${longDay(absence.from)} a ${longDay(absence.to)}`}</Text>
        {mayDecide && !absence.isAnnulled && !isOpen && (
          <Button size="compact-md" variant="default" onClick={() => setOpen(true)}>
            Terminar
          </Button>
        )}
        {isOpen && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              end.mutate({ lastDay, reason });
            }}
          >
            <TextInput type="date" label="Último día" value={lastDay} onChange={(event) => setLastDay(event.currentTarget.value)} />
            <TextInput label="Motivo" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Button mt="xs" type="submit" size="compact-md" loading={end.isPending}>
              Guardar
            </Button>
            {end.error && <ProblemAlert problem={end.error} />}
          </form>
        )}
      </Table.Td>
      <Table.Td>
        {absence.substitutes.map((post) => (
          <div key={post.roleLabel + post.scopeName}>
            {post.name ? `${post.name}: ${post.basis}` : `${post.roleLabel}: nadie. Los avisos suben de nivel.`}
          </div>
        ))}
      </Table.Td>
      <Table.Td>{absence.reason}</Table.Td>
    </Table.Tr>
  );
}

const empty = { personId: "", from: "", to: "", reason: "", substituteId: "" };

function RegisterAbsence() {
  const [asked, setAsked] = useState(empty);
  const [times, setTimes] = useState(0);
  const register = useCommand(
    (absence: typeof empty, header) =>
      answerOf(api.POST("/api/organisation/absences", { params: { header }, body: { ...absence, substituteId: absence.substituteId || null } })),
    {
      changes: "absences",
      onDone: () => {
        setAsked(empty);
        setTimes(times + 1);
      },
    },
  );

  return (
    <form
      key={times}
      aria-label="Registrar una ausencia"
      onSubmit={(event) => {
        event.preventDefault();
        register.mutate(asked);
      }}
    >
      <Title order={2} size="h4">
        Registrar una ausencia
      </Title>
      <Group align="end" mb="md">
        <PersonField label="Quién se ausenta" value={asked.personId} onChange={(personId) => setAsked({ ...asked, personId })} />
        <TextInput type="date" label="Primer día" required value={asked.from} onChange={(event) => setAsked({ ...asked, from: event.currentTarget.value })} />
        <TextInput type="date" label="Último día" required value={asked.to} onChange={(event) => setAsked({ ...asked, to: event.currentTarget.value })} />
        <TextInput label="Motivo" required value={asked.reason} onChange={(event) => setAsked({ ...asked, reason: event.currentTarget.value })} />
        <PersonField
          label="Quién subroga"
          required={false}
          description="Vacío: el orden de subrogancia o la ley"
          value={asked.substituteId}
          onChange={(substituteId) => setAsked({ ...asked, substituteId })}
        />
        <Button type="submit" loading={register.isPending}>
          Registrar
        </Button>
      </Group>
      {register.error && <ProblemAlert problem={register.error} />}
      {register.isSuccess && <Text role="status">La ausencia quedó registrada.</Text>}
    </form>
  );
}
