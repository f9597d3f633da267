import { Button, NumberInput, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { DataTable } from "../ui/DataTable";
import { longDay, shortDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";

type Term = Api["RetentionTermView"];

const daysOf = (days: number) => `${days} ${days === 1 ? "día corrido" : "días corridos"}`;

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
          <DataTable
            caption="Términos por tipo de dato" minWidth="52rem" rows={found.terms} keyOf={(term) => term.kind}
            columns={[
              {
                key: "kind", head: "Tipo de dato", names: true,
                cell: (term) => (
                  <>
                    {term.label}
                    <div className="support">{term.what}</div>
                  </>
                ),
              },
              {
                key: "days", head: "Se guarda",
                cell: (term) => (
                  <>
                    <span className="one-line">{daysOf(term.days)}</span>
                    {term.isUnconfirmed && (
                      <div>
                        <StatusTag bare tone="unknown">Por confirmar</StatusTag>
                      </div>
                    )}
                  </>
                ),
              },
              { key: "next", head: "Se borraría esta noche", align: "right", cell: (term) => term.next },
              { key: "by", head: "Quién lo fijó", cell: (term) => (term.setBy ? `${term.setBy}, ${term.setAt ? shortDateTime(term.setAt) : ""}: ${term.reasonOfTerm}` : "Viene con el producto") },
              ...(administers
                ? [
                    {
                      key: "acts", head: "Acción", acts: true, align: "right" as const,
                      cell: (term: Term) => (
                        <Button variant="default" size="compact-md" aria-label={`Cambiar el término de ${term.label}`} onClick={() => setChanging(term)}>
                          Cambiar
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {found.runs.length === 0 ? (
            <EmptyState title="Todavía no se borra nada por su término" />
          ) : (
            <DataTable
              caption="Lo que se borró" minWidth="36rem" rows={found.runs} keyOf={(run) => `${run.date} ${run.kind}`}
              columns={[
                { key: "kind", head: "Tipo de dato", names: true, cell: (run) => run.label },
                { key: "day", head: "Día", cell: (run) => longDay(run.date) },
                { key: "days", head: "Término", cell: (run) => daysOf(run.days) },
                { key: "taken", head: "Cuántos", align: "right", cell: (run) => run.taken },
              ]}
            />
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
      explanation={`${term.what} Puede ir de ${term.least} a ${term.most} días corridos.`}
      confirm="Guardar el término"
      isWaiting={change.isPending}
      problem={change.error}
      canConfirm={typeof days === "number"}
      onConfirm={(reason) => change.mutate({ days: Number(days), reason })}
      onClose={onClose}
    >
      <NumberInput label="Días corridos" required min={term.least} max={term.most} allowDecimal={false} value={days} onChange={setDays} error={change.error?.fields.days?.[0]} />
    </ReasonDialog>
  );
}
