import { Button, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { askAgain, useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { Dialog } from "../ui/Dialog";
import { postError, type Appointment } from "./appointments";
import { PersonField } from "./PersonField";

type Props = { appointment: Appointment; onClose: () => void };

/** A post passes to somebody else in the middle of a period, with its open tasks and a note. */
export function ReplaceHolderDialog({ appointment, onClose }: Props) {
  const queries = useQueryClient();
  const [successorId, setSuccessor] = useState("");
  const [from, setFrom] = useState("");
  const [note, setNote] = useState("");
  const replace = useCommand(
    (body: { successorId: string; from: string; note: string }, header) =>
      answerOf(api.POST("/api/organisation/appointments/{id}/replace", { body, params: { path: { id: appointment.id }, header } })),
  );

  function submit() {
    replace.mutate({ successorId, from, note });
  }

  // The line that opened this dialog goes with the refresh, so what was done is read first.
  function close() {
    if (replace.data) void askAgain(queries, "organisation", "tasks");
    onClose();
  }

  if (replace.data) {
    const open = replace.data.taskIds.length;
    return (
      <Dialog title="El cargo quedó traspasado" onClose={close}>
        <Stack>
          <Text role="status">
            {replace.data.toName} recibe {open === 1 ? "1 tarea abierta" : `${open} tareas abiertas`} y un aviso con tu nota.
          </Text>
          <Button onClick={close}>Volver a los cargos</Button>
        </Stack>
      </Dialog>
    );
  }

  return (
    <CommandDialog title={`Reemplazar a ${appointment.personName}`} command={replace} submit="Reemplazar y traspasar" blockedBy={!successorId ? "Elige quién reemplaza." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <Text size="sm">
              Las tareas abiertas de {appointment.post.roleLabel}, {appointment.post.scopeName}, pasan a quien reemplaza. Recibe un aviso con tu nota y la lista.
            </Text>
            <PersonField label="Quién reemplaza" value={successorId} without={appointment.personId} error={postError(errorOf, "personId")} onChange={setSuccessor} />
            <TextInput label="Primer día de quien reemplaza" type="date" required value={from} error={postError(errorOf, "from")} onChange={(event) => setFrom(event.currentTarget.value)} />
            <Textarea
              label="Nota de traspaso" description="Qué falta y con quién hablar." required autosize minRows={3} maxLength={4000} value={note} error={postError(errorOf, "note")}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
        </>
      )}
    </CommandDialog>
  );
}
