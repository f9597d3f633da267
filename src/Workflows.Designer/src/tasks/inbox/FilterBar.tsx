import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useState, type FormEvent } from "react";
import { changed, isPlain, plainInbox, type Filters } from "./filters";

type Props = { filters: Filters; onChange: (filters: Filters) => void };

/** What the inbox shows. Each choice takes effect at once; the search, when it is asked for. */
export function FilterBar({ filters, onChange }: Props) {
  const [search, setSearch] = useState(filters.search);

  useEffect(() => setSearch(filters.search), [filters.search]);

  function submit(event: FormEvent) {
    event.preventDefault();
    onChange(changed(filters, { search: search.trim() }));
  }

  return (
    <form role="search" aria-label="Filtrar tareas" onSubmit={submit}>
      <Group align="end" gap="sm" mb="xs">
        <TextInput label="Buscar" placeholder="Tarea o institución" w="18rem" maw="100%" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <Button type="submit" variant="default">
          Buscar
        </Button>
      </Group>
      {/* Folded until somebody wants them: what is owed comes first, on a phone too. */}
      <details open={!isPlain({ ...filters, search: "" })} className="inbox__filters">
        <summary>Más filtros</summary>
        <Group align="end" gap="sm">
          <Choice label="Estado" value={filters.state === "Completed" ? "Completed" : ""} options={{ "": "Abiertas", Completed: "Terminadas" }}
            onChange={(value) => onChange(changed(filters, { state: value === "Completed" ? "Completed" : "Open" }))} />
          <Choice label="Qué hay que hacer" value={filters.kind} options={{ "": "Todo", deliverable: "Entregar", review: "Revisar", comment: "Comentar" }}
            onChange={(kind) => onChange(changed(filters, { kind }))} />
          <Choice label="Plazo" value={filters.due} options={{ "": "Cualquiera", overdue: "Atrasadas", week: "Vencen en 7 días" }}
            onChange={(due) => onChange(changed(filters, { due: due as Filters["due"] }))} />
          <Choice label="Quién la tiene" value={filters.claimed} options={{ "": "Cualquiera", me: "Las que tomé", nobody: "Nadie" }}
            onChange={(claimed) => onChange(changed(filters, { claimed: claimed as Filters["claimed"] }))} />
          <Choice label="De quién" value={filters.all ? "todos" : ""} options={{ "": "Las que puedo hacer", todos: "Todas las que puedo ver" }}
            onChange={(value) => onChange(changed(filters, { all: value === "todos" }))} />
          <Choice label="Orden" value={filters.sort} options={{ "": "Usual", title: "Por tarea", institution: "Por institución", "-openedAt": "Recientes primero" }}
            onChange={(sort) => onChange(changed(filters, { sort }))} />
        </Group>
      </details>
      {!isPlain(filters) && (
        <Button mt="sm" variant="default" onClick={() => onChange(plainInbox)}>
          Quitar filtros
        </Button>
      )}
    </form>
  );
}

type ChoiceProps = { label: string; value: string; options: Record<string, string>; onChange: (value: string) => void };

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      label={label}
      value={value}
      data={Object.entries(options).map(([value, label]) => ({ value, label }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
