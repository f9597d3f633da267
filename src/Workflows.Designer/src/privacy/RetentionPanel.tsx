import { Button, NumberInput, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDay, shortDateTime } from "../ui/dates";
import { ReasonDialog } from "../ui/ReasonDialog";
import { WideTable } from "../ui/WideTable";

type Term = Api["RetentionTermView"];

/** How long each kind of data stays, what the next run takes, and what the last ones took. */
export function RetentionPanel() {
  const session = useSession()!;
  const [changing, setChanging] = useState<Term>();
  const retention = useQuery({ queryKey: ["/api/privacy/retention"], queryFn: ({ signal }) => answerOf(api.GET("/api/privacy/retention", { signal })) });
  const administers = hasRole(session, "national.administrator");

  return (
    <Answer query={retention}>
      {(found) => (
        <Stack gap="xl">
          <Text>Cada noche a las 04:00 se borra lo que cumplió su término. La historia de los procesos no se borra.</Text>
          <WideTable caption="Términos por tipo de dato" minWidth="52rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Tipo de dato</Table.Th>
                <Table.Th scope="col">Se guarda</Table.Th>
                <Table.Th scope="col">Se borraría hoy</Table.Th>
                <Table.Th scope="col">Quién lo fijó</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.terms.map((term) => (
                <Table.Tr key={term.kind}>
                  <Table.Th scope="row" fw={400}>
                    {term.label}
                    <Text size="sm">{term.what}</Text>
                  </Table.Th>
                  <Table.Td>
                    {term.days} días{term.isUnconfirmed && " (por confirmar)"}
                    {administers && (
                      <div>
                        <Button variant="default" size="compact-md" aria-label={`Cambiar el término de ${term.label}`} onClick={() => setChanging(term)}>
                          Cambiar
                        </Button>
                      </div>
                    )}
                  </Table.Td>
                  <Table.Td>{term.next}</Table.Td>
                  <Table.Td>
                    {term.setBy ? `${term.setBy}, ${term.setAt ? shortDateTime(term.setAt) : ""}: ${term.reasonOfTerm}` : "Viene con el producto"}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
          {found.runs.length === 0 ? (
            <Text role="status">Todavía no se borra nada por su término.</Text>
          ) : (
            <WideTable caption="Lo que se borró">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Día</Table.Th>
                  <Table.Th scope="col">Tipo de dato</Table.Th>
                  <Table.Th scope="col">Término</Table.Th>
                  <Table.Th scope="col">Cuántos</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.runs.map((run) => (
                  <Table.Tr key={`${run.date} ${run.kind}`}>
                    <Table.Td>{longDay(run.date)}</Table.Td>
                    <Table.Td>{run.label}</Table.Td>
                    <Table.Td>{run.days} días</Table.Td>
                    <Table.Td>{run.taken}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
          )}
          {changing && <Changing term={changing} onClose={() => setChanging(undefined)} />}
        </Stack>
      )}
    </Answer>
  );
}

function Changing({ term, onClose }: { term: Term; onClose: () => void }) {
  const [days, setDays] = useState<number | string>(term.days);
  const change = useCommand(
    (asked: { days: number; reason: string }, header) =>
      answerOf(api.POST("/api/privacy/retention/{kind}", { params: { path: { kind: term.kind }, header }, body: asked })),
    { changes: "privacy", onDone: onClose },
  );

  return (
    <ReasonDialog
      title={`Término: ${term.label}`}
      explanation={`${term.what} Puede ir de ${term.least} a ${term.most} días.`}
      confirm="Guardar el término"
      isWaiting={change.isPending}
      problem={change.error}
      canConfirm={typeof days === "number"}
      onConfirm={(reason) => change.mutate({ days: Number(days), reason })}
      onClose={onClose}
    >
      <NumberInput label="Días" required min={term.least} max={term.most} allowDecimal={false} value={days} onChange={setDays} error={change.error?.fields.days?.[0]} />
    </ReasonDialog>
  );
}
