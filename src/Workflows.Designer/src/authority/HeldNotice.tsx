import { Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { Choices, type Choice } from "../ui/Choices";
import { CommandForm } from "../ui/CommandForm";
import { longDateTime } from "../ui/dates";
import { Dialog } from "../ui/Dialog";
import { StatusTag } from "../ui/StatusTag";
import { Timeline } from "../ui/Timeline";

type Decision = "correct" | "suspend" | "release";
type Asked = { decision: Decision; subject: string; text: string; reason: string };

const decisions: Choice<Decision>[] = [
  { value: "correct", label: "Corregir el texto", description: "Sale a su hora con las palabras nuevas." },
  { value: "suspend", label: "Suspender el aviso", description: "Este aviso no sale. Queda en «Lo que no salió»." },
  { value: "release", label: "Enviar sin esperar", description: "Sale en este momento, como está escrito." },
];

const submits: Record<Decision, string> = { correct: "Guardar la corrección", suspend: "Suspender el aviso", release: "Enviar sin esperar" };

/** One held notice with its words, and what a coordinator decides about it. */
export function HeldNotice({ id, onDone }: { id: string; onDone: () => void }) {
  const notice = useQuery({
    queryKey: ["/api/held-notices", { id }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/held-notices/{id}", { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });

  return (
    <Dialog title="Aviso retenido" isWide onClose={onDone}>
      <Answer query={notice}>{(held) => <DecideOnHeld id={id} held={held} onDone={onDone} />}</Answer>
    </Dialog>
  );
}

function DecideOnHeld({ id, held, onDone }: { id: string; held: Api["HeldText"]; onDone: () => void }) {
  const [decision, setDecision] = useState<Decision>("correct");
  const [subject, setSubject] = useState(held.subject);
  const [text, setText] = useState(held.text);
  const [reason, setReason] = useState("");
  const decide = useCommand(sendDecision(id), { changes: "held", onDone });
  const mayDecide = decides(useSession());
  const isCorrecting = mayDecide && decision === "correct";
  const isChanged = subject !== held.subject || text !== held.text;
  const blockedBy = isCorrecting && !isChanged ? "Cambia el asunto o el texto." : reason.trim() === "" ? "Escribe el motivo." : undefined;

  const words = (
    <>
      <TextInput label="Asunto" readOnly={!isCorrecting} value={subject} maxLength={200} onChange={(event) => setSubject(event.currentTarget.value)} />
      <Textarea
        label="Texto" description={held.hasLink ? "Al salir se agrega el enlace personal de quien lo recibe: no tienes que escribirlo." : undefined} readOnly={!isCorrecting} autosize minRows={8} maxRows={20}
        value={text} onChange={(event) => setText(event.currentTarget.value)}
      />
    </>
  );

  return (
    <>
      <p>
        <strong>{held.notice.to.join(", ")}</strong> · {held.notice.late} · <StatusTag bare tone="soon">Sale solo el {longDateTime(held.notice.leavesAt)}</StatusTag>
      </p>
      {held.problem && <p>{held.problem}</p>}
      {mayDecide ? (
        <CommandForm command={decide} submit={submits[decision]} blockedBy={blockedBy} onSubmit={() => decide.mutate({ decision, subject, text, reason })} onCancel={onDone}>
          {(errorOf) => (
            <>
              <Choices label="Qué hacer" choices={decisions} value={decision} onChoose={setDecision} />
              {words}
              <Textarea
                label="Motivo" description="Queda en la historia del proceso." required autosize value={reason} error={errorOf("reason")} onChange={(event) => setReason(event.currentTarget.value)}
              />
            </>
          )}
        </CommandForm>
      ) : (
        words
      )}
      {held.decisions.length > 0 && (
        <Timeline label="Lo que se decidió" moments={held.decisions.map((row) => ({ key: row.at, title: row.by, at: longDateTime(row.at), children: row.reason }))} />
      )}
    </>
  );
}

function sendDecision(id: string) {
  return ({ decision, subject, text, reason }: Asked, header: { "Idempotency-Key": string }) => {
    const params = { path: { id }, header };
    if (decision === "correct") return answerOf(api.POST("/api/held-notices/{id}/correct", { params, body: { subject, text, reason } }));
    if (decision === "suspend") return answerOf(api.POST("/api/held-notices/{id}/suspend", { params, body: { reason } }));
    return answerOf(api.POST("/api/held-notices/{id}/release", { params, body: { reason } }));
  };
}
