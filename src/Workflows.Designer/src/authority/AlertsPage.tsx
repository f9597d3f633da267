import { Button, Checkbox } from "@mantine/core";
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
import { isWaiting, titleOf, type Alert, type AlertAct, type Words } from "./alerts";
import "./authority.css";

/** «Mis alertas»: late tasks an authority was told of, and what it decides about each. The first that waits is open; the others have a button. */
export function AlertsPage() {
  const [page, setPage] = useState(1);
  const [all, setAll] = useState(false);
  const alerts = useQuery({
    queryKey: ["/api/alerts", { page, all }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/alerts", { params: { query: { page, all, pageSize: 20 } }, signal })),
  });

  return (
    <Answer query={alerts} heading="Mis alertas">
      {(list) => {
        const first = list.items.find(isWaiting)?.id;
        return (
          <Page
            title={titleOf(list.items)}
            facts={["Tareas atrasadas cuyo aviso le llegó"]}
            actions={<Checkbox label="Mostrar también las entregadas" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
          >
            {list.items.length === 0 && (
              <EmptyState title="No hay tareas atrasadas que esperen su respuesta." action={<Link to="/tareas">Ver mis tareas</Link>}>
                Cuando un plazo venza y el aviso le llegue a usted, aparece en esta página y en su correo.
              </EmptyState>
            )}
            {list.items.map((alert) => (
              <AlertCard key={alert.id} alert={alert}>
                {alert.canAct && <ActOnAlert alert={alert} startsOpen={alert.id === first} />}
              </AlertCard>
            ))}
            <Pages number={list.number} size={list.size} total={list.total} onTurn={setPage} />
          </Page>
        );
      }}
    </Answer>
  );
}

function ActOnAlert({ alert, startsOpen }: { alert: Alert; startsOpen: boolean }) {
  const [isOpen, setOpen] = useState(startsOpen);
  const act = useCommand(
    ({ action, words }: { action: AlertAct; words: Words }, header) =>
      answerOf(api.POST("/api/alerts/{id}/acts/{action}", {
        params: { path: { id: alert.id, action }, header },
        body: { text: words.text || null, role: words.role || null },
      })),
    { changes: "alerts", onDone: () => setOpen(false) },
  );

  if (!isOpen) {
    const label = isWaiting(alert) ? "Responder" : "Decidir algo más";
    return (
      <Button variant="default" aria-label={`${label}: ${alert.task}, ${alert.institution ?? alert.process}`} onClick={() => setOpen(true)}>
        {label}
      </Button>
    );
  }
  return <ActForm alert={alert} isSending={act.isPending} problem={act.error} onAct={(action, words) => act.mutate({ action, words })} />;
}
