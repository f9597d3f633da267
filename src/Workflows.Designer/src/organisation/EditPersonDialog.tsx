import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { organisationQueries } from "./appointments";

/** A person's name, address or RUN is corrected. The RUN that is kept is never shown: it is written anew, left, or taken away. */
export function EditPersonDialog({ person, onClose }: { person: Api["PersonView"]; onClose: () => void }) {
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const [run, setRun] = useState("");
  const [removesRun, setRemovesRun] = useState(false);
  const change = useCommand(
    (body: { name: string; email: string; run: string | null }, header) =>
      answerOf(api.POST("/api/organisation/people/{id}/change", { body, params: { path: { id: person.id }, header } })),
    { refreshes: organisationQueries, onDone: onClose },
  );
  const fields = change.error?.fields ?? {};

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({ name, email, run: removesRun ? "" : run.trim() || null });
  }

  return (
    <Dialog title={`Corregir los datos de ${person.name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          {change.error && !["name", "email", "run"].some((field) => field in fields) && <ProblemAlert problem={change.error} />}
          <TextInput label="Nombre" required value={name} error={fields.name?.[0]} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label="Correo" type="email" required value={email} error={fields.email?.[0]} onChange={(event) => setEmail(event.currentTarget.value)} />
          <TextInput
            label={person.hasRun ? "RUN nuevo (opcional)" : "RUN (opcional)"} value={run} error={fields.run?.[0]} disabled={removesRun}
            description={person.hasRun ? "Ya tiene un RUN, que no se muestra. Déjalo vacío para no cambiarlo." : "Hace falta para ingresar con ClaveÚnica."}
            onChange={(event) => setRun(event.currentTarget.value)}
          />
          {person.hasRun && <Checkbox label="Quitar el RUN" checked={removesRun} onChange={(event) => setRemovesRun(event.currentTarget.checked)} />}
          <Button type="submit" loading={change.isPending}>
            Guardar
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
