import { NativeSelect, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { answerOf, api } from "../api/client";
import { ProposalDialog } from "./ProposalDialog";

const explanation = "El plazo no cambia todavía: otra persona lo revisa y lo aprueba. Lo que ya se avisó queda como fue.";
const norm = { description: "Si una lo dice." };

/** Another deadline for open tasks. */
export function ProposeDate({ taskIds, onClose }: { taskIds: string[]; onClose: () => void }) {
  const { deadline, fields } = useDeadline();

  return (
    <ProposalDialog
      title="Proponer otra fecha" explanation={explanation} norm={norm} asked={{ taskIds, deadline }} onClose={onClose}
      send={({ norm, ...asked }, header) => answerOf(api.POST("/api/calendar/proposals/dates", { params: { header }, body: { ...asked, norm: norm || null } }))}
    >
      {fields}
    </ProposalDialog>
  );
}

type StepProps = { instanceIds: string[]; steps: readonly { activityId: string; label: string }[]; onClose: () => void };

/** The same deadline for a step of many processes. */
export function ProposeStepDate({ instanceIds, steps, onClose }: StepProps) {
  const [activityId, setActivity] = useState(steps.length === 1 ? steps[0]!.activityId : "");
  const { deadline, fields } = useDeadline();

  return (
    <ProposalDialog
      title={instanceIds.length === 1 ? "Proponer otra fecha para un proceso" : `Proponer otra fecha para ${instanceIds.length} procesos`}
      explanation={explanation} norm={norm} asked={{ instanceIds, activityId, deadline }} onClose={onClose}
      send={({ norm, ...asked }, header) => answerOf(api.POST("/api/calendar/proposals/step-dates", { params: { header }, body: { ...asked, norm: norm || null } }))}
    >
      <NativeSelect
        label="Paso" description="Cambia el plazo de sus tareas abiertas." required value={activityId} onChange={(event) => setActivity(event.currentTarget.value)}
        data={[{ value: "", label: "Elige un paso" }, ...steps.map((step) => ({ value: step.activityId, label: step.label }))]}
      />
      {fields}
    </ProposalDialog>
  );
}

function useDeadline(): { deadline: string; fields: ReactNode } {
  const [date, setDate] = useState("");
  const [hour, setHour] = useState("");

  return {
    deadline: hour ? `${date}T${hour}` : date,
    fields: (
      <>
        <TextInput type="date" label="Vence el" required value={date} onChange={(event) => setDate(event.currentTarget.value)} />
        <TextInput type="time" label="A las" description="Sin hora, vence al fin del día." value={hour} onChange={(event) => setHour(event.currentTarget.value)} />
      </>
    ),
  };
}
