import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { PlaceSelect } from "./PlaceSelect";

/** A holiday law that no rule knows yet. It becomes a proposal: another person approves it after seeing what it moves. */
export function ProposeHoliday({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Api["ProposeChangeHolidayRequest"]>({ date: "", name: "", norm: "", reason: "", adds: true });
  const [place, setPlace] = useState("");
  const propose = useCommand(
    (body: Api["ProposeChangeHolidayRequest"], headers) => answerOf(api.POST("/api/calendar/proposals/holidays", { params: { header: headers }, body })),
    { refreshes: ["/api/calendar/proposals"], onDone: (proposal) => navigate(`/calendario/propuestas/${proposal.id}`) },
  );
  const set = (change: Partial<typeof asked>) => setAsked((before) => ({ ...before, ...change }));

  function submit(event: FormEvent) {
    event.preventDefault();
    propose.mutate({ ...asked, place: place || null });
  }

  return (
    <Dialog title="Ingresar un feriado" onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <p>El cambio queda propuesto. Antes de que rija, otra persona revisa qué plazos mueve y lo aprueba.</p>
          {propose.error && <ProblemAlert problem={propose.error} />}
          <NativeSelect
            label="Qué dice la ley"
            value={asked.adds ? "adds" : "removes"}
            data={[{ value: "adds", label: "Ese día es feriado" }, { value: "removes", label: "Ese día deja de ser feriado" }]}
            onChange={(event) => set({ adds: event.currentTarget.value === "adds" })}
          />
          <TextInput type="date" label="Día" required min="2015-01-01" max="2045-12-31" value={asked.date} onChange={(event) => set({ date: event.currentTarget.value })} />
          <TextInput label="Nombre del feriado" required maxLength={200} value={asked.name} onChange={(event) => set({ name: event.currentTarget.value })} />
          <TextInput label="Norma" description="Por ejemplo: Ley 21.704." required maxLength={300} value={asked.norm} onChange={(event) => set({ norm: event.currentTarget.value })} />
          {asked.adds && <PlaceSelect label="Dónde rige" value={place} onChange={setPlace} />}
          <Textarea label="Motivo" description="Queda en la historia de cada plazo que cambie." required autosize minRows={2} value={asked.reason} onChange={(event) => set({ reason: event.currentTarget.value })} />
          <Group>
            <Button type="submit" loading={propose.isPending}>
              Proponer el cambio
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancelar
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
