import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api } from "../../api/client";
import { Answer } from "../../ui/Answer";
import { Dialog } from "../../ui/Dialog";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { useReassign } from "./useTask";

/** Passes a task to somebody with the same post, with a note that they will read. */
export function ReassignDialog({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const colleagues = useQuery({
    queryKey: ["/api/tasks", taskId, "colleagues"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}/colleagues", { params: { path: { id: taskId } }, signal })),
  });
  const reassign = useReassign(taskId, onClose);
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    reassign.mutate({ to, note });
  }

  return (
    <Dialog title="Encargar la tarea" onClose={onClose}>
      <Answer query={colleagues}>
        {(people) => {
          const others = people.filter((person) => !person.isHolder);
          if (others.length === 0) return <p>Nadie más tiene hoy el cargo al que se pide esta tarea.</p>;
          return (
            <form onSubmit={submit}>
              <Stack>
                {reassign.error && <ProblemAlert problem={reassign.error} />}
                <NativeSelect
                  label="Persona"
                  required
                  value={to}
                  data={[{ value: "", label: "Elige una persona" }, ...others.map((person) => ({ value: person.personId, label: person.name }))]}
                  onChange={(event) => setTo(event.currentTarget.value)}
                />
                <Textarea label="Por qué la encargas" description="La persona la leerá y queda en la historia." required autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
                <Group>
                  <Button type="submit" loading={reassign.isPending}>
                    Encargar
                  </Button>
                  <Button variant="default" onClick={onClose}>
                    Cancelar
                  </Button>
                </Group>
              </Stack>
            </form>
          );
        }}
      </Answer>
    </Dialog>
  );
}
