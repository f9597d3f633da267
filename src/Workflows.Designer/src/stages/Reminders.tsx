import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { useCommand } from "../api/useCommand";
import { CommandForm } from "../ui/CommandForm";
import { Dialog } from "../ui/Dialog";
import { JobProgress } from "../ui/JobProgress";

type Preview = Api["BulkReminderPreviewResponse"];
type Props = { definitionId: string; year: number; instanceIds: readonly string[]; onClose: (isSent: boolean) => void };

/** Reminds many at once: write, read every mail as it will arrive, confirm once. */
export function Reminders({ definitionId, year, instanceIds, onClose }: Props) {
  const [message, setMessage] = useState("");
  const [reason, setReason] = useState("");
  const path = { definitionId, year };
  const preview = useMutation<Preview, ApiProblem, string>({
    mutationFn: (text) =>
      answerOf(
        api.POST("/api/stages/{definitionId}/{year}/reminders/preview", { params: { path }, body: { instanceIds: [...instanceIds], message: text } }),
      ),
  });
  const send = useCommand(
    (read: { fingerprint: string; message: string; reason: string }, header) =>
      answerOf(api.POST("/api/stages/{definitionId}/{year}/reminders", { params: { path, header }, body: { instanceIds: [...instanceIds], ...read } })),
    {
      changes: ["jobs", "mails"],
    },
  );
  const read = preview.data;

  return (
    <Dialog title={`Recordar a ${instanceIds.length}`} isWide onClose={() => onClose(false)}>
      {send.data ? (
        <Stack>
          <JobProgress id={send.data.id} />
          <Group justify="flex-end">
            <Button onClick={() => onClose(true)}>Cerrar</Button>
          </Group>
        </Stack>
      ) : (
        <CommandForm
          command={read ? send : preview} submit={read ? (read.mails.length === 1 ? "Enviar 1 aviso" : `Enviar ${read.mails.length} avisos`) : "Revisar los avisos"}
          blockedBy={message.trim() === "" ? "Escribe el mensaje." : read && blockedBy(read, reason)}
          onSubmit={() => (read ? send.mutate({ fingerprint: read.fingerprint, message: message.trim(), reason: reason.trim() }) : preview.mutate(message.trim()))}
        >
          {(errorOf) => (
            <>
              <Textarea
                label="Mensaje" description="Va en cada aviso, junto a la tarea, su plazo y el enlace." required autosize minRows={3} maxLength={1000} value={message} error={errorOf("message")}
                onChange={(event) => {
                  setMessage(event.currentTarget.value);
                  // What was read is not what would leave any more.
                  preview.reset();
                  send.reset();
                }}
                data-autofocus
              />
              {read && <MailPreviews preview={read} />}
              {read && read.mails.length > 0 && (
                <Textarea
                  label="Motivo" description="Queda en cada correo con tu nombre." required maxLength={2000} value={reason} error={errorOf("reason")}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
              )}
              {send.error && (
                <Button
                  variant="default" style={{ alignSelf: "start" }}
                  onClick={() => {
                    send.reset();
                    preview.mutate(message.trim());
                  }}
                >
                  Revisar otra vez
                </Button>
              )}
            </>
          )}
        </CommandForm>
      )}
    </Dialog>
  );
}

/** What keeps the notices from leaving once they were read. */
function blockedBy(read: Preview, reason: string): string | undefined {
  if (read.mails.length === 0) return "No hay a quién avisar.";
  return reason.trim() === "" ? "Escribe el motivo." : undefined;
}

function MailPreviews({ preview }: { preview: Preview }) {
  return (
    <section aria-label="Avisos que saldrían">
      {preview.vacant.length > 0 && (
        <>
          <p>Nadie ocupa el cargo de estas tareas, así que no sale un aviso:</p>
          <ul>
            {preview.vacant.map((task) => (
              <li key={task}>{task}</li>
            ))}
          </ul>
        </>
      )}
      {preview.mails.length === 0 && <p>No hay a quién avisar.</p>}
      {preview.mails.map((mail) => (
        <details key={mail.taskId}>
          <summary>
            {mail.institutionName}: {mail.to.map((to) => `${to.name} <${to.email}>`).join(", ")}
          </summary>
          <p>
            <strong>{mail.subject}</strong>
          </p>
          <pre style={{ whiteSpace: "pre-wrap", fontFamily: "inherit" }}>{mail.text}</pre>
        </details>
      ))}
    </section>
  );
}
