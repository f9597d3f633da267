import { Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { shortDateTime } from "../ui/dates";
import { ProblemAlert } from "../ui/ProblemAlert";
import { WideTable } from "../ui/WideTable";
import { browserName } from "./browserName";

/** Where the person's session is open, each with the button that ends it. */
export function OwnSessions() {
  const sessions = useQuery({ queryKey: ["/api/account/sessions"], queryFn: ({ signal }) => answerOf(api.GET("/api/account/sessions", { signal })) });
  const end = useCommand((id: string, header) => answerOf(api.POST("/api/account/sessions/{id}/end", { params: { path: { id }, header } })), { changes: "account" });
  const endOthers = useCommand((_: null, header) => answerOf(api.POST("/api/account/sessions/end-others", { params: { header } })), { changes: "account" });

  return (
    <section className="section" aria-labelledby="sesiones">
      <h2 id="sesiones">Sesiones abiertas</h2>
      {(end.error ?? endOthers.error) && <ProblemAlert problem={(end.error ?? endOthers.error)!} />}
      <Answer query={sessions}>
        {(list) => (
          <>
            <WideTable caption="Navegadores en que ingresaste">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Navegador</Table.Th>
                  <Table.Th scope="col">Dirección de red</Table.Th>
                  <Table.Th scope="col">Última vez</Table.Th>
                  <Table.Th scope="col">Acción</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((session) => (
                  <Table.Tr key={session.id}>
                    <Table.Td>{browserName(session.browser)}</Table.Td>
                    <Table.Td>{session.address}</Table.Td>
                    <Table.Td>{shortDateTime(session.seenAt)}</Table.Td>
                    <Table.Td>
                      {session.isThis ? (
                        <Text size="sm">Es esta sesión</Text>
                      ) : (
                        <Button variant="default" size="compact-md" loading={end.isPending && end.variables === session.id} onClick={() => end.mutate(session.id)}>
                          Cerrar esta sesión
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
            {list.length > 1 && (
              <Button mt="md" variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate(null)}>
                Cerrar las demás sesiones
              </Button>
            )}
          </>
        )}
      </Answer>
    </section>
  );
}
