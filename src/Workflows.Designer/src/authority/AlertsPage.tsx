import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { ActForm } from "./ActForm";
import { AlertCard } from "./AlertCard";
import type { Alert, AlertAct, Words } from "./alerts";
import "./authority.css";

/** «Mis alertas»: late tasks an authority was told of, and what it does about each. */
export function AlertsPage() {
  const [page, setPage] = useState(1);
  const [all, setAll] = useState(false);
  const alerts = useQuery({
    queryKey: ["/api/alerts", { page, all }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/alerts", { params: { query: { page, all, pageSize: 20 } }, signal })),
  });

  return (
    <Page title="Mis alertas">
      <Checkbox mb="md" label="Mostrar también las entregadas" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      <Answer query={alerts}>
        {(list) => (
          <>
            {list.items.length === 0 && (
              <EmptyState title="No hay tareas atrasadas que esperen tu respuesta." action={<Link to="/tareas">Ver mis tareas</Link>}>
                Cuando un plazo venza y el aviso llegue a tu nivel, aparece aquí y en tu correo.
              </EmptyState>
            )}
            {list.items.map((alert) => (
              <AlertCard key={alert.id} alert={alert}>
                {alert.canAct && <ActOnAlert alert={alert} />}
              </AlertCard>
            ))}
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function ActOnAlert({ alert }: { alert: Alert }) {
  const act = useCommand(
    ({ action, words }: { action: AlertAct; words: Words }, header) =>
      answerOf(api.POST("/api/alerts/{id}/acts/{action}", {
        params: { path: { id: alert.id, action }, header },
        body: { text: words.text || null, role: words.role || null },
      })),
    { changes: "alerts" },
  );

  return <ActForm alert={alert} isSending={act.isPending} problem={act.error} onAct={(action, words) => act.mutate({ action, words })} />;
}
