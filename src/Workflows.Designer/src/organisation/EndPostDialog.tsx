import { Button, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { fieldsOfPost, organisationQueries, type Appointment } from "./appointments";

/** Somebody leaves a post on a day, and why. What was stays in the history. */
export function EndPostDialog({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const [lastDay, setLastDay] = useState("");
  const [reason, setReason] = useState("");
  const end = useCommand(
    (body: { lastDay: string; reason: string }, header) =>
      answerOf(api.POST("/api/organisation/appointments/{id}/end", { body, params: { path: { id: appointment.id }, header } })),
    { refreshes: organisationQueries, onDone: onClose },
  );
  const problems = fieldsOfPost(end.error?.fields ?? {});

  function submit(event: FormEvent) {
    event.preventDefault();
    end.mutate({ lastDay, reason });
  }

  return (
    <Dialog title={`Terminar el cargo de ${appointment.personName}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          {end.error && Object.keys(end.error.fields).length === 0 && <ProblemAlert problem={end.error} />}
          <TextInput label="Último día" type="date" required value={lastDay} error={problems.lastDay} onChange={(event) => setLastDay(event.currentTarget.value)} />
          <TextInput label="Motivo" required value={reason} error={problems.reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" loading={end.isPending}>
            Terminar el cargo
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
