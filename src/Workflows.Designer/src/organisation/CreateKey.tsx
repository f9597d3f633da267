import { Button, Checkbox, Code, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Callout } from "../ui/Callout";
import { ProblemAlert } from "../ui/ProblemAlert";

const empty = { name: "", institutions: [] as string[], allInstitutions: false, commands: [] as string[], code: "" };

/** A key for a machine: its name, its institutions, what it may do, and the code of the phone of who makes it. */
export function CreateKey() {
  const [form, setForm] = useState(empty);
  const commands = useQuery({ queryKey: ["/api/api-keys/commands"], queryFn: ({ signal }) => answerOf(api.GET("/api/api-keys/commands", { signal })) });
  const create = useCommand((body: Api["CreateApiKeyRequest"], header) => answerOf(api.POST("/api/api-keys", { body, params: { header } })), {
    changes: "apiKeys",
    onDone: () => setForm(empty),
  });
  const errors = create.error?.fields ?? {};

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate({ ...form, institutions: form.allInstitutions ? [] : form.institutions, expiresAt: null });
  }

  return (
    <section className="section" aria-labelledby="crear">
      <h2 id="crear">Crear una clave</h2>
      <form onSubmit={submit}>
        <Stack maw="34rem" align="start">
          {create.error && <ProblemAlert problem={create.error} />}
          {create.data?.secret && (
            <Callout role="status" title="Copia la clave: no la verás otra vez" tone="done">
              <Code style={{ overflowWrap: "anywhere" }}>{create.data.secret}</Code>
            </Callout>
          )}
          <TextInput
            label="Nombre" required w="100%" maxLength={80} value={form.name} error={errors["name"]?.[0]}
            description="Para qué se usa, como «carga de indicadores». La historia dirá «clave …, creada por» y tu nombre."
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          />
          <Checkbox.Group label="Qué puede hacer" required value={form.commands} error={errors["commands"]?.[0]} onChange={(value) => setForm({ ...form, commands: value })}>
            <Stack gap="xs" mt="xs">
              {(commands.data ?? []).map((command) => (
                <Checkbox key={command.code} value={command.code} label={command.label} description={command.description} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Checkbox label="Para todas las instituciones" checked={form.allInstitutions} onChange={(event) => setForm({ ...form, allInstitutions: event.currentTarget.checked })} />
          {!form.allInstitutions && <Institutions value={form.institutions} error={errors["institutions"]?.[0]} onChange={(institutions) => setForm({ ...form, institutions })} />}
          <TextInput
            label="Código de tu teléfono" required autoComplete="one-time-code" inputMode="numeric" maw="14rem" value={form.code} error={errors["code"]?.[0]}
            description="El que muestra ahora. El que usaste para entrar no sirve otra vez."
            onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
          />
          <Button type="submit" loading={create.isPending}>
            Crear la clave
          </Button>
        </Stack>
      </form>
    </section>
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
