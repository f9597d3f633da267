import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";

type Props = { value: string; onChange: (code: string) => void; label?: string; description?: string; isInline?: boolean; ofInstitution?: boolean };

/** What a policy says in place of a code when its days are counted where the institution is. */
const institution = { value: "institution", label: "El lugar de la institución" };

/** The whole country, a region, a province or a commune: holidays of a place count only there. */
export function PlaceSelect({ value, onChange, label = "Lugar", description, isInline, ofInstitution = false }: Props) {
  const places = useQuery({
    queryKey: ["/api/calendar/places"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/places", { signal })),
    staleTime: Infinity,
  });

  return (
    <Select
      label={isInline ? undefined : label}
      aria-label={label}
      description={description}
      searchable
      limit={30}
      placeholder="Todo el país"
      nothingFoundMessage="Ningún lugar se llama así"
      clearable
      clearButtonProps={{ "aria-label": "Volver a todo el país" }}
      value={value || null}
      data={[...(ofInstitution ? [institution] : []), ...(places.data ?? []).map((place) => ({ value: place.code, label: `${place.label} (${place.code})` }))]}
      onChange={(code) => onChange(code ?? "")}
    />
  );
}
