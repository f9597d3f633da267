import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";

type Props = { label: string; value: string; onChange: (personId: string) => void; error?: string; description?: string; without?: string; required?: boolean };

/** Somebody active, found by typing part of their name or address. */
export function PersonField({ label, value, onChange, error, description, without, required = true }: Props) {
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), 250);
  const query = { search: settled || undefined, active: true, pageSize: 20 };
  const found = useQuery({
    queryKey: ["/api/organisation/people", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/people", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const options = (found.data?.items ?? []).filter((person) => person.id !== without).map((person) => ({ value: person.id, label: `${person.name} · ${person.email || "sin correo"}` }));
  // Whoever was chosen stays readable while something else is searched.
  const data = chosen && !options.some((option) => option.value === chosen.value) ? [chosen, ...options] : options;

  return (
    <Select
      label={label} description={description} required={required} comboboxProps={{ withinPortal: false }} searchable clearable={!required} value={value || null} error={error} data={data} searchValue={text} onSearchChange={setText}
      placeholder="Escribe parte del nombre" nothingFoundMessage="Nadie con ese nombre"
      onChange={(id, option) => {
        setChosen(option ?? undefined);
        onChange(id ?? "");
      }}
    />
  );
}
