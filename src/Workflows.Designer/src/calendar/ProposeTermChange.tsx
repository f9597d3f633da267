import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Choices } from "../ui/Choices";
import type { ErrorOf } from "../ui/CommandForm";
import { ProposalDialog } from "./ProposalDialog";
import { changeBy, normOf, nothingWritten, propose, termActs, type Reached, type TermAct, type Written } from "./termChange";

const explanation = "El plazo no cambia todavía: otra persona lo revisa y lo aprueba. Lo que ya se avisó queda como fue.";

/** Another term for open tasks: a date, a new term, days that do not run, or more of them. */
export function ProposeTermChange({ taskIds, onClose }: { taskIds: string[]; onClose: () => void }) {
  return <TermChangeDialog title="Proponer un cambio de plazo" reached={{ taskIds }} onClose={onClose} />;
}

type StepProps = { instanceIds: string[]; steps: readonly { activityId: string; label: string }[]; onClose: () => void };

/** The same for a step of many processes. */
export function ProposeStepTermChange({ instanceIds, steps, onClose }: StepProps) {
  const [activityId, setActivity] = useState(steps.length === 1 ? steps[0]!.activityId : "");

  return (
    <TermChangeDialog
      title={instanceIds.length === 1 ? "Proponer un cambio de plazo para un proceso" : `Proponer un cambio de plazo para ${instanceIds.length} procesos`}
      reached={{ instanceIds, activityId }} onClose={onClose}
    >
      {(errorOf) => (
        <NativeSelect
          label="Paso" description="Cambia el plazo de sus tareas abiertas." required value={activityId} error={errorOf("activityId")} onChange={(event) => setActivity(event.currentTarget.value)}
          data={[{ value: "", label: "Elige un paso" }, ...steps.map((step) => ({ value: step.activityId, label: step.label }))]}
        />
      )}
    </TermChangeDialog>
  );
}

type DialogProps = { title: string; reached: Reached; onClose: () => void; children?: (errorOf: ErrorOf) => ReactNode };

function TermChangeDialog({ title, reached, onClose, children }: DialogProps) {
  const [act, setAct] = useState<TermAct>("date");
  const [written, setWritten] = useState(nothingWritten);

  return (
    <ProposalDialog
      title={title} explanation={explanation} norm={{ description: normOf(act), isRequired: true }} asked={{ reached, change: changeBy(act, written) }} send={propose} onClose={onClose}
    >
      {(errorOf) => (
        <>
          {children?.(errorOf)}
          <Choices label="¿Qué hace el acto?" choices={termActs} value={act} onChoose={setAct} />
          {fieldsOf(act, written, errorOf, (more) => setWritten((before) => ({ ...before, ...more })))}
        </>
      )}
    </ProposalDialog>
  );
}

/** Only what the act needs. No component: the form must hear which refusals they show before it tells the others. */
function fieldsOf(act: TermAct, written: Written, errorOf: ErrorOf, onWrite: (more: Partial<Written>) => void): ReactNode {
  if (act === "suspension") {
    return (
      <>
        <TextInput
          type="date" label="Desde el" description="El primer día que no corre." required value={written.from} error={errorOf("from")}
          onChange={(event) => onWrite({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date" label="Hasta el" description="El último día que no corre." required min={written.from || undefined} value={written.to} error={errorOf("to")}
          onChange={(event) => onWrite({ to: event.currentTarget.value })}
        />
      </>
    );
  }
  if (act === "office") {
    return (
      <NumberInput
        label="Días que se agregan" description="Hábiles o corridos, como cuenta cada plazo." required min={1} allowDecimal={false} value={written.days} error={errorOf("days")}
        onChange={(days) => onWrite({ days })}
      />
    );
  }
  return (
    <>
      <TextInput
        type="date" label="Vence el" required value={written.date} error={errorOf("deadline") ?? errorOf("newTerm")} onChange={(event) => onWrite({ date: event.currentTarget.value })}
      />
      <TextInput type="time" label="A las" description="Sin hora, vence al fin del día." value={written.hour} onChange={(event) => onWrite({ hour: event.currentTarget.value })} />
    </>
  );
}
