import { Checkbox, NumberInput } from "@mantine/core";
import { unset, valued } from "../inputs/inputs";
import { blocksInWords } from "../inputs/saidInWords";
import { ChoiceField } from "./ChoiceField";
import type { EditorProps } from "./desk";
import { LinesInput } from "./LinesInput";

/** A number, or none. */
export function NumberEditor({ input, state, onChange }: EditorProps) {
  return (
    <NumberInput
      label={input.label} description={input.help} maw="10rem" decimalSeparator=","
      value={state.kind === "value" ? Number(state.value) : ""}
      onChange={(number) => onChange(typeof number === "number" ? valued(number) : unset)}
    />
  );
}

/** Yes or no. */
export function YesNoEditor({ input, state, onChange }: EditorProps) {
  return (
    <Checkbox
      label={input.label} description={input.help} checked={state.kind === "value" && state.value === true}
      onChange={(event) => onChange(valued(event.currentTarget.checked))}
    />
  );
}

/** One of the choices that the palette names. */
export function ChoiceEditor({ input, state, onChange }: EditorProps) {
  return (
    <ChoiceField
      label={input.label} description={input.help ?? undefined} options={input.choices}
      value={state.kind === "value" ? String(state.value) : ""}
      onChange={(value) => onChange(value === "" ? unset : valued(value))}
    />
  );
}

/** A list of words. */
export function ListEditor({ input, state, onChange }: EditorProps) {
  return (
    <LinesInput
      label={input.label} description={`${input.help ?? ""} Uno por línea.`.trim()}
      lines={state.kind === "value" ? (state.value as string[]) : []}
      onChange={(lines) => onChange(lines.length > 0 ? valued(lines) : unset)}
    />
  );
}

/** The blocks of a document, to be read. */
export function DocumentOutline({ input, state }: EditorProps) {
  const blocks = blocksInWords(state.kind === "value" ? state.value : undefined);
  return (
    <div className="step-panel__foreign">
      <p className="step-panel__label">{input.label}</p>
      {blocks.length > 0 ? <ol className="step-panel__blocks">{blocks.map((block, at) => <li key={at}>{block}</li>)}</ol> : <p>Sin indicar.</p>}
    </div>
  );
}
