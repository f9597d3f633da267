import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { PlaceSelect } from "./PlaceSelect";
import { ProposalDialog } from "./ProposalDialog";

/** A law that makes a day a holiday, in the whole country or in some places, or takes a holiday away. One law, one proposal. */
export function ProposeHoliday({ onClose }: { onClose: () => void }) {
  const [holiday, setHoliday] = useState({ date: "", name: "", adds: true });
  const [places, setPlaces] = useState([""]);
  const set = (change: Partial<typeof holiday>) => setHoliday((before) => ({ ...before, ...change }));

  return (
    <ProposalDialog
      title="Ingresar un feriado"
      explanation="El cambio queda propuesto. Antes de que rija, otra persona revisa qué plazos mueve y lo aprueba."
      norm={{ description: "Por ejemplo: Ley 21.704.", isRequired: true }}
      asked={{ ...holiday, places: holiday.adds ? places.filter(Boolean) : [] }}
      send={(body, header) => answerOf(api.POST("/api/calendar/proposals/holidays", { params: { header }, body }))}
      onClose={onClose}
    >
      <NativeSelect
        label="Qué dice la ley"
        value={holiday.adds ? "adds" : "removes"}
        data={[{ value: "adds", label: "Ese día es feriado" }, { value: "removes", label: "Ese día deja de ser feriado" }]}
        onChange={(event) => set({ adds: event.currentTarget.value === "adds", name: "" })}
      />
      <TextInput
        type="date" label="Día" required min="2015-01-01" max="2045-12-31" value={holiday.date}
        onChange={(event) => set({ date: event.currentTarget.value, ...(!holiday.adds && { name: "" }) })}
      />
      {holiday.adds ? (
        <>
          <TextInput label="Nombre del feriado" required maxLength={200} value={holiday.name} onChange={(event) => set({ name: event.currentTarget.value })} />
          <Places places={places} onChange={setPlaces} />
        </>
      ) : (
        <HolidayOfDay date={holiday.date} name={holiday.name} onChange={(name) => set({ name })} />
      )}
    </ProposalDialog>
  );
}

/** Where the law counts: the whole country, or as many places as it names. */
function Places({ places, onChange }: { places: string[]; onChange: (places: string[]) => void }) {
  return (
    <>
      {places.map((place, at) => (
        <PlaceSelect
          key={at} label={at === 0 ? "Dónde rige" : `Dónde rige también (${at + 1})`} value={place}
          onChange={(code) => onChange(places.map((before, other) => (other === at ? code : before)))}
        />
      ))}
      {places.every(Boolean) && (
        <Button variant="default" size="compact-md" onClick={() => onChange([...places, ""])}>
          Agregar otro lugar
        </Button>
      )}
    </>
  );
}

/** What is a holiday on that day now, by law or because somebody entered it: only that can be taken away. */
function HolidayOfDay({ date, name, onChange }: { date: string; name: string; onChange: (name: string) => void }) {
  const year = Number(date.slice(0, 4));
  const found = useQuery({
    queryKey: ["/api/calendar/years", year],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/years/{year}", { params: { path: { year } }, signal })),
    enabled: year >= 2015 && year <= 2045,
  });
  const those = found.data?.holidays.filter((holiday) => holiday.date === date) ?? [];

  return (
    <NativeSelect
      label="Qué feriado deja de serlo" required value={name} disabled={those.length === 0}
      description={found.data && those.length === 0 ? "Ese día no es feriado: no hay nada que quitar." : undefined}
      data={[{ value: "", label: "Elige el feriado" }, ...those.map((holiday) => ({ value: holiday.name, label: holiday.name }))]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
