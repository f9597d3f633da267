import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { answerOf, api } from "../api/client";
import type { ErrorOf } from "../ui/CommandForm";
import { ProposalDialog } from "./ProposalDialog";

const explanation = "El plazo no cambia todavía: otra persona lo revisa y lo aprueba. Lo que ya se avisó queda como fue.";
const norm = { description: "La norma o el acto que fija la fecha, como «Res. Ex. 123 de 2026».", isRequired: true };

/** Another deadline for open tasks. */
export function ProposeDate({ taskIds, onClose }: { taskIds: string[]; onClose: () => void }) {
  const { asked, fields } = useDeadline();

  return (
    <ProposalDialog
      title="Proponer otra fecha" explanation={explanation} norm={norm} asked={{ taskIds, ...asked }} onClose={onClose}
      send={(body, header) => answerOf(api.POST("/api/calendar/proposals/dates", { params: { header }, body }))}
    >
      {fields}
    </ProposalDialog>
  );
}

type StepProps = { instanceIds: string[]; steps: readonly { activityId: string; label: string }[]; onClose: () => void };

/** The same deadline for a step of many processes. */
export function ProposeStepDate({ instanceIds, steps, onClose }: StepProps) {
  const [activityId, setActivity] = useState(steps.length === 1 ? steps[0]!.activityId : "");
  const { asked, fields } = useDeadline();

  return (
    <ProposalDialog
      title={instanceIds.length === 1 ? "Proponer otra fecha para un proceso" : `Proponer otra fecha para ${instanceIds.length} procesos`}
      explanation={explanation} norm={norm} asked={{ instanceIds, activityId, ...asked }} onClose={onClose}
      send={(body, header) => answerOf(api.POST("/api/calendar/proposals/step-dates", { params: { header }, body }))}
    >
      {(errorOf) => (
        <>
          <NativeSelect
            label="Paso" description="Cambia el plazo de sus tareas abiertas." required value={activityId} onChange={(event) => setActivity(event.currentTarget.value)}
            data={[{ value: "", label: "Elige un paso" }, ...steps.map((step) => ({ value: step.activityId, label: step.label }))]}
          />
          {fields(errorOf)}
        </>
      )}
    </ProposalDialog>
  );
}

type Asked = { deadline: string; newTerm: boolean };

function useDeadline(): { asked: Asked; fields: (errorOf: ErrorOf) => ReactNode } {
  const [date, setDate] = useState("");
  const [hour, setHour] = useState("");
  const [newTerm, setNewTerm] = useState(false);

  return {
    asked: { deadline: hour ? `${date}T${hour}` : date, newTerm },
    fields: (errorOf) => (
      <>
        <TextInput type="date" label="Vence el" required value={date} error={errorOf("deadline")} onChange={(event) => setDate(event.currentTarget.value)} />
        <TextInput type="time" label="A las" description="Sin hora, vence al fin del día." value={hour} onChange={(event) => setHour(event.currentTarget.value)} />
        <Checkbox
          label="Un acto da un plazo nuevo, también si el anterior ya venció" description="Un plazo vencido no se amplía (Ley 19.880 art. 26): el acto se cita abajo."
          checked={newTerm} error={errorOf("newTerm")} onChange={(event) => setNewTerm(event.currentTarget.checked)}
        />
      </>
    ),
  };
}
