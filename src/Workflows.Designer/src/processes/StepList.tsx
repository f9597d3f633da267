import { DataTable } from "../ui/DataTable";
import { StatusTag } from "../ui/StatusTag";
import { stepSentence, stepTones, waysOut, type Drawing } from "./steps";

/** The drawing as a list: everything it shows, for those who do not look at it. */
export function StepList({ drawing }: { drawing: Drawing }) {
  return (
    <details>
      <summary>Ver el dibujo como lista</summary>
      <DataTable
        caption="Pasos del flujo y dónde está el proceso" minWidth="32rem" rows={drawing.steps} keyOf={(step) => step.id}
        columns={[
          { key: "step", head: "Paso", names: true, cell: (step) => step.label },
          { key: "kind", head: "Qué hace", cell: (step) => step.kind },
          { key: "state", head: "Estado", cell: (step) => <StatusTag bare tone={stepTones[step.state]}>{stepSentence(step)}</StatusTag> },
          { key: "next", head: "Sigue", cell: (step) => waysOut(step, drawing).map((way) => <div key={way}>{way}</div>) },
        ]}
      />
    </details>
  );
}
