import { Button, Modal, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { ProblemAlert } from "../ui/ProblemAlert";
import { PostFields } from "./PostFields";
import { useRoles } from "./useRoles";

const empty = { name: "", email: "", run: "", role: "", scope: "" };

/** Somebody new, with their first post and an invitation by mail. */
export function AddPersonDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const roles = useRoles();
  const [form, setForm] = useState(empty);
  const set = (change: Partial<typeof empty>) => setForm((before) => ({ ...before, ...change }));
  const add = useCommand((body: Api["AddPersonRequest"], header) => answerOf(api.POST("/api/organisation/people", { body, params: { header } })), {
    refreshes: ["/api/organisation/people", "/api/organisation/appointments"],
    onDone: () => {
      setForm(empty);
      onClose();
    },
  });
  const fields = add.error?.fields ?? {};
  const known = ["name", "email", "run", "posts", "organisation"];

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate({ name: form.name, email: form.email, run: form.run || null, posts: [{ role: form.role, scope: form.scope, validFrom: null }], invite: true });
  }

  return (
    <Modal opened={opened} onClose={onClose} title="Invitar a una persona" closeButtonProps={{ "aria-label": "Cerrar" }}>
      <form onSubmit={submit}>
        <Stack>
          {add.error && !Object.keys(fields).some((field) => known.includes(field)) && <ProblemAlert problem={add.error} />}
          <TextInput label="Nombre" required value={form.name} error={fields.name?.[0]} onChange={(event) => set({ name: event.currentTarget.value })} />
          <TextInput label="Correo" type="email" required value={form.email} error={fields.email?.[0]} onChange={(event) => set({ email: event.currentTarget.value })} />
          <TextInput
            label="RUN (opcional)" description="Solo hace falta para ingresar con ClaveÚnica." value={form.run} error={fields.run?.[0]}
            onChange={(event) => set({ run: event.currentTarget.value })}
          />
          <PostFields
            roles={roles} role={form.role} scope={form.scope} problem={fields.posts?.[0] ?? fields.organisation?.[0]} onRole={(role) => set({ role })} onScope={(scope) => set({ scope })}
          />
          <Button type="submit" loading={add.isPending}>
            Agregar y enviar la invitación
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
