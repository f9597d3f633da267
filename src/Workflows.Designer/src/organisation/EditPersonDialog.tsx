import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";

/** A person's name, address or RUN is corrected. The RUN that is kept is never shown: it is written anew, left, or taken away. */
export function EditPersonDialog({ person, onClose }: { person: Api["PersonView"]; onClose: () => void }) {
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const [run, setRun] = useState("");
  const [removesRun, setRemovesRun] = useState(false);
  const change = useCommand(
    (body: { name: string; email: string; run: string | null }, header) =>
      answerOf(api.POST("/api/organisation/people/{id}/change", { body, params: { path: { id: person.id }, header } })),
    { changes: "organisation", onDone: onClose },
  );

  function submit() {
    change.mutate({ name, email, run: removesRun ? "" : run.trim() || null });
  }

  return (
    <CommandDialog title={`Corregir los datos de ${person.name}`} command={change} submit="Guardar" onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <TextInput label="Nombre" required value={name} error={errorOf("name")} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput label="Correo" type="email" required value={email} error={errorOf("email")} onChange={(event) => setEmail(event.currentTarget.value)} />
            <TextInput
              label={person.hasRun ? "RUN nuevo (opcional)" : "RUN (opcional)"} value={run} error={errorOf("run")} disabled={removesRun}
              description={person.hasRun ? "Ya tiene un RUN, que no se muestra. Déjalo vacío para no cambiarlo." : "Hace falta para ingresar con ClaveÚnica."}
              onChange={(event) => setRun(event.currentTarget.value)}
            />
            {person.hasRun && <Checkbox label="Quitar el RUN" checked={removesRun} onChange={(event) => setRemovesRun(event.currentTarget.checked)} />}
        </>
      )}
    </CommandDialog>
  );
}
