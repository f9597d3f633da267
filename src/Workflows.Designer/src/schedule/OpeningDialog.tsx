import { Group, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { ApiProblem } from "../api/problem";
import { useCommand } from "../api/useCommand";
import { PlaceSelect } from "../calendar/PlaceSelect";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { CommandDialog } from "../ui/CommandDialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { firstForm, formOf, monthsOf, ordinals, periods, rolls, ruleOf, weekdays, type OpeningForm } from "./openings";

type Props = { calendar: Api["OpeningCalendarView"] | null; onClose: () => void };

/** A calendar, new or changed: of which flow, when, and the dates it would give before anybody saves it. */
export function OpeningDialog({ calendar, onClose }: Props) {
  const [name, setName] = useState(calendar?.name ?? "");
  const [definitionId, setDefinitionId] = useState(calendar?.definitionId ?? "");
  const [form, setForm] = useState<OpeningForm>(calendar ? formOf(calendar.rule) : firstForm);
  const [place, setPlace] = useState(calendar?.place ?? "");
  const [reason, setReason] = useState("");
  const rule = ruleOf(form);
  const save = useCommand(
    async (_: void, header) => {
      const body = { name, rule, place: place || null, reason };
      if (calendar) {
        const params = { path: { id: calendar.id } };
        await answerOf(api.PUT("/api/opening-calendars/{id}", { params, body, headers: { "If-Match": calendar.eTag } }));
      } else await answerOf(api.POST("/api/opening-calendars", { params: { header }, body: { ...body, definitionId } }));
    },
    { changes: "openings", onDone: onClose },
  );

  function submit() {
    save.mutate();
  }

  return (
    <CommandDialog title={calendar ? "Cambiar el calendario" : "Crear un calendario"} command={save} submit="Guardar" blockedBy={!reason.trim() || !name.trim() || (!calendar && !definitionId) ? "Faltan el nombre, el flujo o el motivo." : undefined} onSubmit={submit} onClose={onClose}>
      {() => (
        <>
            <TextInput label="Nombre" required maxLength={120} value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
            {!calendar && <FlowSelect value={definitionId} onChange={setDefinitionId} />}
            <RuleFields form={form} onChange={setForm} />
            <PlaceSelect label="Dónde se cuentan los días" value={place} onChange={setPlace} />
            <Reading rule={rule} place={place} />
            <Textarea
              label="Motivo" description="Queda en la historia con tu nombre." required autosize minRows={2} maxLength={2000} value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
        </>
      )}
    </CommandDialog>
  );
}

function FlowSelect({ value, onChange }: { value: string; onChange: (definitionId: string) => void }) {
  const flows = useQuery({
    queryKey: ["/api/definitions", { state: "Published" }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/definitions", { params: { query: { state: "Published", pageSize: 200 } }, signal })),
  });
  return (
    <Answer query={flows}>
      {(found) => (
        <NativeSelect
          label="Flujo que abre" required value={value} onChange={(event) => onChange(event.currentTarget.value)}
          data={[{ value: "", label: "Elige un flujo" }, ...found.items.map((flow) => ({ value: flow.definitionId, label: flow.name }))]}
        />
      )}
    </Answer>
  );
}

function RuleFields({ form, onChange }: { form: OpeningForm; onChange: (form: OpeningForm) => void }) {
  const months = monthsOf[form.every];
  return (
    <>
      <NativeSelect
        label="Cada cuánto" data={periods} value={form.every}
        onChange={(event) => {
          const every = event.currentTarget.value as OpeningForm["every"];
          onChange({ ...form, every, month: monthsOf[every] });
        }}
      />
      {months > 1 && (
        <NumberInput
          label={months === 12 ? "En qué mes del año" : "En qué mes del período"} min={1} max={months} allowDecimal={false} value={form.month}
          onChange={(month) => onChange({ ...form, month: Number(month) || 1 })}
        />
      )}
      <NativeSelect
        label="Qué día (el corte)" value={form.kind} onChange={(event) => onChange({ ...form, kind: event.currentTarget.value as OpeningForm["kind"] })}
        data={[{ value: "last", label: "El último día del mes" }, { value: "day", label: "Un día del mes" }, { value: "weekday", label: "Un día de la semana" }]}
      />
      {form.kind === "day" && (
        <NumberInput label="Día del mes" min={1} max={31} allowDecimal={false} value={form.day} onChange={(day) => onChange({ ...form, day: Number(day) || 1 })} />
      )}
      {form.kind === "weekday" && (
        <Group grow>
          <NativeSelect label="Cuál" data={ordinals} value={String(form.nth)} onChange={(event) => onChange({ ...form, nth: Number(event.currentTarget.value) })} />
          <NativeSelect label="Día" data={weekdays} value={form.weekday} onChange={(event) => onChange({ ...form, weekday: event.currentTarget.value })} />
        </Group>
      )}
      <NativeSelect
        label="Si es inhábil" data={rolls} value={form.roll} onChange={(event) => onChange({ ...form, roll: event.currentTarget.value as OpeningForm["roll"] })}
      />
      <Group grow>
        <NumberInput
          label="Se abre tantos días hábiles después" min={0} max={120} allowDecimal={false} value={form.workingDaysAfter}
          onChange={(days) => onChange({ ...form, workingDaysAfter: Number(days) || 0 })}
        />
        <TextInput label="A las" type="time" required value={form.hour} onChange={(event) => onChange({ ...form, hour: event.currentTarget.value })} />
      </Group>
    </>
  );
}

/** The rule as the server understands it, and the dates it would give. */
function Reading({ rule, place }: { rule: ReturnType<typeof ruleOf>; place: string }) {
  const reading = useQuery({
    queryKey: ["/api/opening-calendars/reading", { rule, place }],
    queryFn: ({ signal }) => answerOf(api.POST("/api/opening-calendars/reading", { body: { rule, place: place || null }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
  if (reading.error instanceof ApiProblem) return <ProblemAlert problem={reading.error} />;
  if (!reading.data) return null;
  return (
    <div role="status">
      <p>{reading.data.sentence}</p>
      <ul>
        {reading.data.next.map((next) => (
          <li key={next.period}>
            {next.period}: {longDateTime(next.at)}
          </li>
        ))}
      </ul>
    </div>
  );
}
