import { Button, Group, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { ProblemAlert } from "../ui/ProblemAlert";

type Decision = "correct" | "suspend" | "release";
type Asked = { decision: Decision; subject: string; text: string; reason: string };

/** One held notice with its words, and what a coordinator decides about it. */
export function HeldNotice({ id, onDone }: { id: string; onDone: () => void }) {
  const notice = useQuery({
    queryKey: ["/api/held-notices", { id }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/held-notices/{id}", { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });

  return (
    <section className="card" aria-label="Aviso retenido">
      <Answer query={notice}>{(held) => <DecideOnHeld id={id} held={held} onDone={onDone} />}</Answer>
    </section>
  );
}

function DecideOnHeld({ id, held, onDone }: { id: string; held: Api["HeldText"]; onDone: () => void }) {
  const [subject, setSubject] = useState(held.subject);
  const [text, setText] = useState(held.text);
  const [reason, setReason] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  const decide = useCommand(sendDecision(id), { changes: "held", onDone });
  const mayDecide = decides(useSession());
  const isChanged = subject !== held.subject || text !== held.text;

  useEffect(() => title.current?.focus(), []);

  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Title order={2} size="h4" ref={title} tabIndex={-1}>
        Nivel {held.notice.level}: {held.notice.to.join(", ")}
      </Title>
      <Text>Sale solo el {longDateTime(held.notice.leavesAt)}.</Text>
      {held.problem && <Text mt="sm">{held.problem}</Text>}
      <TextInput mt="md" label="Asunto" readOnly={!mayDecide} value={subject} maxLength={200} onChange={(event) => setSubject(event.currentTarget.value)} />
      <Textarea
        mt="sm"
        label="Texto"
        description={held.hasLink ? "Al salir se agrega el enlace personal de quien lo recibe: no tienes que escribirlo." : undefined}
        readOnly={!mayDecide}
        autosize
        minRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {mayDecide && (
        <>
          <Textarea mt="sm" label="Motivo" description="Queda en la historia del proceso." required autosize value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {decide.error && <ProblemAlert problem={decide.error} />}
          <Group mt="md">
            <Button type="button" disabled={!isChanged} loading={decide.isPending} onClick={() => decide.mutate({ decision: "correct", subject, text, reason })}>
              Guardar la corrección
            </Button>
            <Button type="button" variant="default" loading={decide.isPending} onClick={() => decide.mutate({ decision: "suspend", subject, text, reason })}>
              Suspender el nivel
            </Button>
            <Button type="button" variant="default" loading={decide.isPending} onClick={() => decide.mutate({ decision: "release", subject, text, reason })}>
              Enviar sin esperar
            </Button>
          </Group>
        </>
      )}
      {held.decisions.map((row) => (
        <Text key={row.at} mt="sm" size="sm">
          {longDateTime(row.at)}: {row.by}. {row.reason}
        </Text>
      ))}
    </form>
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
