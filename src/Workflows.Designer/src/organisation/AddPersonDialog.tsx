import { TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { PostFields } from "./PostFields";
import { useRoles } from "./useRoles";

const empty = { name: "", email: "", run: "", role: "", scope: "" };

/** Somebody new, with their first post and an invitation by mail. */
export function AddPersonDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const roles = useRoles();
  const [form, setForm] = useState(empty);
  const set = (change: Partial<typeof empty>) => setForm((before) => ({ ...before, ...change }));
  const add = useCommand((body: Api["AddPersonRequest"], header) => answerOf(api.POST("/api/organisation/people", { body, params: { header } })), {
    changes: "organisation",
    onDone: () => {
      setForm(empty);
      onClose();
    },
  });

  function submit() {
    add.mutate({ name: form.name, email: form.email, run: form.run || null, posts: [{ role: form.role, scope: form.scope, validFrom: null }], invite: true });
  }

  if (!opened) return null;
  return (
    <CommandDialog title="Invitar a una persona" command={add} submit="Agregar y enviar la invitación" onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
          <TextInput label="Nombre" required value={form.name} error={errorOf("name")} onChange={(event) => set({ name: event.currentTarget.value })} />
          <TextInput label="Correo" type="email" required value={form.email} error={errorOf("email")} onChange={(event) => set({ email: event.currentTarget.value })} />
          <TextInput
            label="RUN (opcional)" description="Solo hace falta para ingresar con ClaveÚnica." value={form.run} error={errorOf("run")}
            onChange={(event) => set({ run: event.currentTarget.value })}
          />
          <PostFields
            roles={roles} role={form.role} scope={form.scope} problem={errorOf("posts") ?? errorOf("organisation")} onRole={(role) => set({ role })} onScope={(scope) => set({ scope })}
          />
        </>
      )}
    </CommandDialog>
  );
}
