import { Button } from "@mantine/core";
import type { Policy } from "../../deadlines/policies";
import { termKinds } from "../../deadlines/policies";
import { isPart } from "../draft/document";
import { languages, unset, valued, type InputState } from "../inputs/inputs";
import { DeadlineSentences } from "./DeadlineSentences";
import type { EditorProps } from "./desk";
import { FormulaInput } from "./FormulaInput";

const usual = termKinds.find(({ value }) => value === "workingDays")!;

/** A deadline on a date that the process knows, to begin from. */
const dated: InputState = { kind: "expression", language: languages.other, text: "{ term: { date: fecha } }" };

/** Until when there is time: sentences, or a formula where the date comes from the process. */
export function DeadlineEditor({ input, state, onChange }: EditorProps) {
  if (state.kind === "expression")
    return (
      <FormulaInput
        label={`${input.label}: fórmula`} description="El plazo se calcula con datos del proceso." value={state.text}
        onChange={(text) => onChange({ ...state, text })}
      />
    );
  if (state.kind !== "value" || !isPart(state.value))
    return (
      <div>
        <p className="support">Este paso no tiene plazo: nadie recibe un recordatorio y nunca se atrasa.</p>
        <Button variant="default" mt="xs" onClick={() => onChange(valued({ term: usual.first("") }))}>
          Poner plazo
        </Button>{" "}
        <Button variant="subtle" mt="xs" onClick={() => onChange(dated)}>
          Calcularlo con una fórmula
        </Button>
      </div>
    );
  return (
    <>
      <DeadlineSentences policy={state.value as Policy} onChange={(policy) => onChange(valued(policy))} />
      <Button variant="default" size="compact-md" onClick={() => onChange(unset)}>
        Quitar el plazo
      </Button>
    </>
  );
}
