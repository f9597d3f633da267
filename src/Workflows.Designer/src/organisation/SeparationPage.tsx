import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { Callout } from "../ui/Callout";
import { DataTable } from "../ui/DataTable";
import { shortDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { StatusTag } from "../ui/StatusTag";

/** «Separación de funciones»: the rule in force, and who met it: refused, or let through and on record. */
export function SeparationPage() {
  const [page, setPage] = useState(1);
  const found = useQuery({
    queryKey: ["/api/separation", { page }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/separation", { params: { query: { page } }, signal })),
  });

  return (
    <Page title="Separación de funciones">
      <Answer query={found}>
        {({ rule, findings }) => (
          <>
            <Callout tone="unknown" title="La regla de ahora">
              {rule} La cambia quien opera el servidor, y cada cambio queda en la historia de la organización.
            </Callout>
            <div style={{ marginTop: "1.5rem" }}>
              {findings.total === 0 ? (
                <EmptyState title="Nadie ha intentado actuar por dos partes de un mismo proceso" />
              ) : (
                <>
                  <DataTable
                    caption="Lo que se encontró, lo último primero" minWidth="44rem" rows={findings.items} keyOf={(finding) => String(finding.id)}
                    columns={[
                      {
                        key: "process", head: "Proceso", names: true,
                        cell: (finding) => (
                          <Anchor component={Link} to={`/procesos/${finding.instanceId}`}>
                            {finding.processName ?? finding.taskTitle}
                          </Anchor>
                        ),
                      },
                      { key: "text", head: "Qué se encontró", cell: (finding) => finding.text },
                      {
                        key: "state", head: "Resultado",
                        cell: (finding) => <StatusTag bare tone={finding.isRefused ? "done" : "soon"}>{finding.isRefused ? "Se impidió" : "Se dejó pasar y queda a la vista"}</StatusTag>,
                      },
                      { key: "at", head: "Cuándo", cell: (finding) => <span className="one-line">{shortDateTime(finding.at)}</span> },
                    ]}
                  />
                  <Pages number={findings.number} size={findings.size} total={findings.total} onTurn={setPage} />
                </>
              )}
            </div>
          </>
        )}
      </Answer>
    </Page>
  );
}
