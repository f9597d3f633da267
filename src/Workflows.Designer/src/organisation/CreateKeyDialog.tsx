import { Checkbox, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { commandsQuery } from "./apiKeys";

const empty = { name: "", institutions: [] as string[], allInstitutions: false, commands: [] as string[], code: "" };

type Props = { onMade: (secret: string) => void; onClose: () => void };

/** A key for a machine: its name, its institutions, what it may do, and the code of the phone of who makes it. */
export function CreateKeyDialog({ onMade, onClose }: Props) {
  const [form, setForm] = useState(empty);
  const commands = useQuery(commandsQuery);
  const create = useCommand((body: Api["CreateApiKeyRequest"], header) => answerOf(api.POST("/api/api-keys", { body, params: { header } })), {
    changes: "apiKeys", onDone: (made) => onMade(made.secret ?? ""),
  });
  const missing = form.commands.length === 0 ? "Elige qué puede hacer." : !form.allInstitutions && form.institutions.length === 0 ? "Elige sus instituciones." : undefined;

  function submit() {
    create.mutate({ ...form, institutions: form.allInstitutions ? [] : form.institutions, expiresAt: null });
  }

  return (
    <CommandDialog title="Crear una clave de API" command={create} submit="Crear la clave" blockedBy={missing} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
          <TextInput
            label="Nombre" required maxLength={80} value={form.name} error={errorOf("name")} data-autofocus
            description="Para qué se usa, como «carga de indicadores». La historia dirá «clave …, creada por» y tu nombre."
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          />
          <Checkbox.Group label="Qué puede hacer" required value={form.commands} error={errorOf("commands")} onChange={(value) => setForm({ ...form, commands: value })}>
            <Stack gap="xs" mt="xs">
              {(commands.data ?? []).map((command) => (
                <Checkbox key={command.code} value={command.code} label={command.label} description={command.description} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Checkbox label="Para todas las instituciones" checked={form.allInstitutions} onChange={(event) => setForm({ ...form, allInstitutions: event.currentTarget.checked })} />
          {!form.allInstitutions && <Institutions value={form.institutions} error={errorOf("institutions")} onChange={(institutions) => setForm({ ...form, institutions })} />}
          <TextInput
            label="Código de tu teléfono" required autoComplete="one-time-code" inputMode="numeric" maw="14rem" value={form.code} error={errorOf("code")}
            description="El que muestra ahora. El que usaste para entrar no sirve otra vez."
            onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
          />
        </>
      )}
    </CommandDialog>
  );
}

function Institutions({ value, error, onChange }: { value: string[]; error?: string; onChange: (codes: string[]) => void }) {
  const [text, setText] = useState("");
  const [names, setNames] = useState<Record<string, string>>({});
  const [search] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({
    queryKey: ["/api/organisation/institutions", { search, forKeys: true }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/institutions", { params: { query: { search: search || undefined, pageSize: 20 } }, signal })),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }));
  // What was chosen stays readable while something else is searched.
  const chosen = value.filter((code) => !options.some((option) => option.value === code)).map((code) => ({ value: code, label: names[code] ?? code }));

  return (
    <MultiSelect
      label="Instituciones" required searchable w="100%" error={error} value={value} data={[...chosen, ...options]} searchValue={text} onSearchChange={setText} limit={50}
      placeholder="Escribe parte del nombre" nothingFoundMessage="Ninguna institución se llama así" comboboxProps={{ withinPortal: false }}
      onChange={(codes) => {
        setNames((known) => ({ ...known, ...Object.fromEntries(options.map((option) => [option.value, option.label])) }));
        onChange(codes);
      }}
    />
  );
}
