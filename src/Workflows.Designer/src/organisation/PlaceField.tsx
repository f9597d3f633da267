import { Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { isRegion } from "./regions";
import { undersecretary } from "./undersecretariats";

type Props = { kind?: Api["RoleScope"]; role?: string; value: string; onChange: (code: string) => void; error?: string };
type Option = { value: string; label: string };

/** Where a post is held, by its name: institutions are searched; ministries, regions and committees are listed. Networks go by their code. */
export function PlaceField({ kind, role, value, onChange, error }: Props) {
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(kind === "Institution" ? text.trim() : "", 250);
  const isOffice = role === undersecretary;
  const [chosen, setChosen] = useState<Option>();
  const found = useQuery({
    queryKey: ["/api/organisation/places-to-choose", { kind, isOffice, settled }],
    queryFn: ({ signal }) => (isOffice ? officesOf(signal) : placesOf(kind, settled, signal)),
    enabled: kind !== undefined,
    placeholderData: keepPreviousData,
  });
  const options = found.data ?? [];

  if (kind === "Network")
    return <TextInput label="Código del lugar" description="El código de la red de expertos." required value={value} error={error} onChange={(event) => onChange(event.currentTarget.value.trim())} />;
  return (
    <Select
      label="Lugar" required searchable comboboxProps={{ withinPortal: false }} disabled={kind === undefined} limit={50} error={error} value={value || null} searchValue={text} onSearchChange={setText}
      // Whatever was chosen stays readable while something else is searched.
      data={chosen && chosen.value === value && !options.some((option) => option.value === value) ? [chosen, ...options] : options}
      placeholder={kind === undefined ? "Elige primero el rol" : "Escribe parte del nombre"} nothingFoundMessage="Ningún lugar se llama así"
      onChange={(code, option) => {
        setChosen(option ?? undefined);
        onChange(code ?? "");
      }}
    />
  );
}

/** Where an undersecretary is one; ministries where no undersecretariat is known. */
async function officesOf(signal: AbortSignal): Promise<Option[]> {
  const offices = await answerOf(api.GET("/api/organisation/undersecretariats", { signal }));
  return offices.length > 0 ? offices.map(({ code, name }) => ({ value: code, label: name })) : placesOf("Ministry", "", signal);
}

async function placesOf(kind: Props["kind"], search: string, signal: AbortSignal): Promise<Option[]> {
  const named = ({ code, name }: { code: string; name: string }) => ({ value: code, label: name });
  switch (kind) {
    case "Institution":
      return (await answerOf(api.GET("/api/organisation/institutions", { params: { query: { search: search || undefined, pageSize: 20 } }, signal }))).items.map(named);
    case "Ministry":
      return (await answerOf(api.GET("/api/organisation/ministries", { signal }))).map(named);
    case "Committee":
      return (await answerOf(api.GET("/api/organisation/committees", { signal }))).map(named);
    case "Region":
      return (await answerOf(api.GET("/api/calendar/places", { signal }))).filter(isRegion).map(named);
    default:
      return [{ value: "CL", label: "Chile" }];
  }
}
