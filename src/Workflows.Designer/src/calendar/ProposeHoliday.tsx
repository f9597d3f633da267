import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { PlaceSelect } from "./PlaceSelect";
import { ProposalDialog } from "./ProposalDialog";

/** A holiday law that no rule knows yet. */
export function ProposeHoliday({ onClose }: { onClose: () => void }) {
  const [holiday, setHoliday] = useState({ date: "", name: "", adds: true });
  const [place, setPlace] = useState("");
  const set = (change: Partial<typeof holiday>) => setHoliday((before) => ({ ...before, ...change }));

  return (
    <ProposalDialog
      title="Ingresar un feriado"
      explanation="El cambio queda propuesto. Antes de que rija, otra persona revisa qué plazos mueve y lo aprueba."
      norm={{ description: "Por ejemplo: Ley 21.704.", isRequired: true }}
      asked={{ ...holiday, place: place || null }}
      send={(body, header) => answerOf(api.POST("/api/calendar/proposals/holidays", { params: { header }, body }))}
      onClose={onClose}
    >
      <NativeSelect
        label="Qué dice la ley"
        value={holiday.adds ? "adds" : "removes"}
        data={[{ value: "adds", label: "Ese día es feriado" }, { value: "removes", label: "Ese día deja de ser feriado" }]}
        onChange={(event) => set({ adds: event.currentTarget.value === "adds" })}
      />
      <TextInput type="date" label="Día" required min="2015-01-01" max="2045-12-31" value={holiday.date} onChange={(event) => set({ date: event.currentTarget.value })} />
      <TextInput label="Nombre del feriado" required maxLength={200} value={holiday.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      {holiday.adds && <PlaceSelect label="Dónde rige" value={place} onChange={setPlace} />}
    </ProposalDialog>
  );
}
