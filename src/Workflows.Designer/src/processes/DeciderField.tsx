import { Autocomplete } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";

/** Who may decide about a failure, by part of the name: people, and the roles they hold. Gives the id; what matches nobody gives nothing. */
export function DeciderField({ onChange }: { onChange: (id: string) => void }) {
  const [text, setText] = useState("");
  const found = useQuery({
    queryKey: ["/api/incidents/deciders", { search: text }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/incidents/deciders", { params: { query: { search: text } }, signal })),
    placeholderData: (before) => before,
  });
  const deciders = found.data ?? [];

  return (
    <Autocomplete
      label="A quién"
      description="Escribe parte del nombre. Recibirá un correo con tu motivo."
      required
      value={text}
      data={[...new Set(deciders.map(named))]}
      filter={({ options }) => options}
      comboboxProps={{ withinPortal: false }}
      onChange={(typed) => {
        setText(typed);
        onChange(deciders.find((one) => named(one) === typed)?.id ?? "");
      }}
    />
  );
}

function named(decider: Api["HandOverIncidentToDecider"]): string {
  if (decider.isRole) return `Cualquiera con el rol ${decider.name}`;
  return decider.name === decider.roleLabel ? decider.name : `${decider.name}, ${decider.roleLabel}`;
}
