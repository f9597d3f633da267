import { Button, Checkbox, TextInput } from "@mantine/core";
import { isPart, type Part } from "../draft/document";
import { withMember } from "../inputs/fields";
import { unset, valued } from "../inputs/inputs";
import { ChoiceField } from "./ChoiceField";
import type { EditorProps } from "./desk";

const outcomes = [{ value: "RemarksAccepted", label: "Acepta las observaciones" }];

/** What it means that nobody answers. It has an effect only by a norm that somebody cites. */
export function SilenceEditor({ input, state, onChange }: EditorProps) {
  const silence: Part = state.kind === "value" && isPart(state.value) ? state.value : {};
  if (state.kind !== "value")
    return (
      <div>
        <p className="step-panel__label">{input.label}</p>
        <p className="support">Su silencio no significa nada: sigue pendiente.</p>
        <Button variant="default" size="compact-md" mt="xs" onClick={() => onChange(valued({ outcome: "RemarksAccepted", norm: "" }))}>
          Decir qué significa, con su norma
        </Button>
      </div>
    );
  return (
    <fieldset className="step-panel__group">
      <legend>{input.label}</legend>
      <ChoiceField
        label="Se entiende que" options={outcomes} value={String(silence.outcome ?? "")} unknown={() => "Sale por otro camino"}
        onChange={(outcome) => onChange(outcome === "" ? unset : valued({ ...silence, outcome }))}
      />
      <TextInput
        label="La norma que lo dice" required value={String(silence.norm ?? "")}
        onChange={(event) => onChange(valued({ ...silence, norm: event.currentTarget.value }))}
      />
      <Checkbox
        mt="xs" label="La norma está por confirmar" checked={silence.unverified === true}
        onChange={(event) => onChange(valued(withMember(silence, "unverified", event.currentTarget.checked || undefined)))}
      />
      <Button variant="default" size="compact-md" mt="xs" onClick={() => onChange(unset)}>
        Quitar el efecto del silencio
      </Button>
    </fieldset>
  );
}
