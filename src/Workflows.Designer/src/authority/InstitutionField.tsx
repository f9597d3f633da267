import { Autocomplete } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";

/** An institution by part of its name. Gives its code. */
export function InstitutionField({ value, required, onChange }: { value: string; required?: boolean; onChange: (code: string) => void }) {
  const [text, setText] = useState(value);
  const found = useQuery({
    queryKey: ["/api/organisation/institutions", { search: text }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/institutions", { params: { query: { search: text, pageSize: 20 } }, signal })),
    placeholderData: (before) => before,
  });
  const places = found.data?.items ?? [];

  return (
    <Autocomplete
      label="Institución"
      required={required}
      // An address names the institution by its code.
      value={places.find((place) => place.code === text)?.name ?? text}
      data={[...new Set(places.map((place) => place.name))]}
      filter={({ options }) => options}
      comboboxProps={{ withinPortal: false }}
      onChange={(typed) => {
        setText(typed);
        onChange(places.find((place) => place.name === typed)?.code ?? "");
      }}
    />
  );
}
