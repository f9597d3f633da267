import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { shortDateTime } from "../ui/dates";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StatusTag } from "../ui/StatusTag";
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
            <DataTable
              caption="Navegadores en que ingresaste" minWidth="32rem" rows={list} keyOf={(session) => session.id}
              columns={[
                { key: "browser", head: "Navegador", names: true, cell: (session) => browserName(session.browser) },
                { key: "address", head: "Dirección de red", cell: (session) => (session.address === "::1" ? "Este mismo equipo" : session.address) },
                { key: "seen", head: "Última vez", cell: (session) => <span className="one-line">{shortDateTime(session.seenAt)}</span> },
                {
                  key: "acts", head: "Acción", acts: true, align: "right",
                  cell: (session) =>
                    session.isThis ? (
                      <StatusTag bare tone="onTime">Es esta sesión</StatusTag>
                    ) : (
                      <Button variant="default" size="compact-md" loading={end.isPending && end.variables === session.id} onClick={() => end.mutate(session.id)}>
                        Cerrar esta sesión
                      </Button>
                    ),
                },
              ]}
            />
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
