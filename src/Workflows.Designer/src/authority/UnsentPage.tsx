import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { Choices, type Choice } from "../ui/Choices";
import { CommandDialog } from "../ui/CommandDialog";
import { DataTable } from "../ui/DataTable";
import { longDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { Pages } from "../ui/Pages";
import { useFilters } from "../ui/useFilters";
import { DecideOnFile } from "./DecideOnFile";
import { sentence, unsentKinds } from "./unsent";

type Unsent = Api["UnsentUnsentView"];

const shown = 50;

/** «Lo que no salió»: what should have gone out, why it did not, and what to do. */
export function UnsentPage() {
  const filters = useFilters();
  const kind = unsentKinds.find(({ value }) => value === filters.of("tipo"))?.value;
  const unsent = useQuery({
    queryKey: ["/api/unsent", { kind }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/unsent", { params: { query: kind ? { kind } : {} }, signal })),
  });

  return (
    <Page title="Lo que no salió" facts={["De los últimos treinta días corridos, lo más reciente primero"]}>
      <Answer query={unsent}>
        {(answer) => (
          <>
            <div className="filters">
              <NativeSelect
                label="Qué mostrar" value={kind ?? ""} onChange={(event) => filters.set({ tipo: event.currentTarget.value })}
                data={[{ value: "", label: "Todo" }, ...unsentKinds.map(({ value, label }) => ({ value, label: `${label} (${answer.counts[value] ?? 0})` }))]}
              />
            </div>
            {answer.items.length === 0 ? (
              <EmptyState title="Todo lo que debía salir salió">Lo que falle aparece en esta página, con qué hacer.</EmptyState>
            ) : (
              <DataTable
                caption="Lo que no salió" minWidth="52rem" rows={answer.items.slice((filters.page - 1) * shown, filters.page * shown)} keyOf={keyOf}
                columns={[
                  {
                    key: "what", head: "Qué", names: true,
                    cell: (item) => (
                      <>
                        <div className="support">{item.label}</div>
                        {sentence(item.what)} {item.to.length > 0 && `Para ${item.to.join(", ")}.`}
                      </>
                    ),
                  },
                  { key: "why", head: "Por qué no salió", cell: (item) => item.why },
                  { key: "then", head: "Qué hacer", cell: (item) => item.then },
                  { key: "at", head: "Cuándo", cell: (item) => longDateTime(item.at) },
                  { key: "acts", head: "Acción", acts: true, align: "right", cell: (item) => <WhatToDo item={item} /> },
                ]}
              />
            )}
            <Pages number={filters.page} size={shown} total={answer.items.length} onTurn={(page) => filters.set({ page: String(page) })} />
            {answer.isCut && <p className="support">Hay más. Elige un tipo para acotar la lista.</p>}
          </>
        )}
      </Answer>
    </Page>
  );
}

const keyOf = (item: Unsent) => [item.kind, item.mailId ?? item.fileHash ?? item.instanceId, item.at, item.what].join(" ");

function WhatToDo({ item }: { item: Unsent }) {
  const mayDecide = decides(useSession());
  const [isOpen, setOpen] = useState(false);

  if (item.action === "scan" && item.fileHash) return mayDecide ? <DecideOnFile hash={item.fileHash} name={item.what} /> : null;
  if (item.action === "process" && item.instanceId) {
    return (
      <Button component={Link} to={`/procesos/${item.instanceId}`} size="compact-md" variant="default">
        Abrir el proceso
      </Button>
    );
  }
  if (item.action === "organisation") {
    return (
      <Button component={Link} to="/ausencias" size="compact-md" variant="default">
        Ver quién subroga
      </Button>
    );
  }
  if (!mayDecide || !item.mailId || (item.action !== "resend" && item.action !== "decide")) return null;
  return (
    <>
      <Button size="compact-md" variant="default" aria-label={`Decidir: ${item.what}`} onClick={() => setOpen(true)}>
        Decidir
      </Button>
      {isOpen && <MailDialog id={item.mailId} what={item.what} canSettle={item.action === "decide"} onClose={() => setOpen(false)} />}
    </>
  );
}

type Decision = "resend" | "settle";

const decisions: Choice<Decision>[] = [
  { value: "resend", label: "Enviar de nuevo", description: "Sale otra vez. Puede llegar dos veces si el primero llegó." },
  { value: "settle", label: "Dar por entregado", description: "No sale otra vez: sabes que llegó." },
];

function MailDialog({ id, what, canSettle, onClose }: { id: string; what: string; canSettle: boolean; onClose: () => void }) {
  const [decision, setDecision] = useState<Decision>("resend");
  const [reason, setReason] = useState("");
  const send = useCommand(
    ({ resend, why }: { resend: boolean; why: string }, header) =>
      canSettle
        ? answerOf(api.POST("/api/mails/{id}/decide", { params: { path: { id }, header }, body: { resend, reason: why } }))
        : answerOf(api.POST("/api/mails/{id}/resend", { params: { path: { id }, header }, body: { reason: why } })),
    { changes: "unsent", onDone: onClose },
  );

  return (
    <CommandDialog
      title="Un correo que no salió" command={send} submit={decision === "resend" ? "Enviar de nuevo" : "Dar por entregado"} blockedBy={reason.trim() === "" ? "Escribe el motivo." : undefined}
      onSubmit={() => send.mutate({ resend: decision === "resend", why: reason })} onClose={onClose}
    >
      {(errorOf) => (
        <>
          <p>{sentence(what)}</p>
          {canSettle && <Choices label="Qué hacer" choices={decisions} value={decision} onChoose={setDecision} />}
          <Textarea label="Motivo" description="Queda en la historia con tu nombre." required autosize minRows={2} value={reason} error={errorOf("reason")} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
        </>
      )}
    </CommandDialog>
  );
}
