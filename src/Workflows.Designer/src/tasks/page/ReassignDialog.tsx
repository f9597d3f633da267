import { NativeSelect, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import { Answer } from "../../ui/Answer";
import { CommandForm } from "../../ui/CommandForm";
import { Dialog } from "../../ui/Dialog";
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

  return (
    <Dialog title="Encargar la tarea" onClose={onClose}>
      <Answer query={colleagues}>
        {(people) => {
          const others = people.filter((person) => !person.isHolder);
          if (others.length === 0) return <p>Nadie más tiene hoy el cargo al que se pide esta tarea.</p>;
          return (
            <CommandForm command={reassign} submit="Encargar" onSubmit={() => reassign.mutate({ to, note })} onCancel={onClose}>
              {(errorOf) => (
                <>
                  <NativeSelect
                    label="Persona" required value={to} error={errorOf("to")} onChange={(event) => setTo(event.currentTarget.value)}
                    data={[{ value: "", label: "Elige una persona" }, ...others.map((person) => ({ value: person.personId, label: person.name }))]}
                  />
                  <Textarea
                    label="Por qué la encargas" description="La persona la leerá y queda en la historia." required autosize minRows={2} value={note} error={errorOf("note")}
                    onChange={(event) => setNote(event.currentTarget.value)}
                  />
                </>
              )}
            </CommandForm>
          );
        }}
      </Answer>
    </Dialog>
  );
}
