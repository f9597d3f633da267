import { Autocomplete } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";

type Props = { label: string; description?: string; required?: boolean; onChange: (personId: string) => void };

/** A person by part of their name. Gives their id; what matches nobody gives nothing. */
export function PersonField({ label, description, required, onChange }: Props) {
  const [text, setText] = useState("");
  const found = useQuery({
    queryKey: ["/api/organisation/people", { search: text }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/people", { params: { query: { search: text, pageSize: 20 } }, signal })),
    placeholderData: (before) => before,
  });
  const people = found.data?.items ?? [];

  return (
    <Autocomplete
      label={label}
      description={description}
      required={required}
      value={text}
      data={[...new Set(people.map((person) => person.name))]}
      filter={({ options }) => options}
      comboboxProps={{ withinPortal: false }}
      onChange={(typed) => {
        setText(typed);
        onChange(people.find((person) => person.name === typed)?.id ?? "");
      }}
    />
  );
}
