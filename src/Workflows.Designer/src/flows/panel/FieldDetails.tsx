import { Checkbox, Group, NumberInput, Text } from "@mantine/core";
import type { Api } from "../../api/client";
import { isPart } from "../draft/document";
import {
  boundOf, hasBounds, hasOptions, hasReach, isTable, optionsOf, withBound, withMember, withOptions, withType, type Row,
} from "../inputs/fields";
import { AskingEditor } from "./AskingEditor";
import { ChoiceField } from "./ChoiceField";
import { LinesInput } from "./LinesInput";
import { ReachEditor } from "./ReachEditor";
import { TextField } from "./TextField";

type Props = {
  field: Row;
  types: readonly Api["PaletteField"][];
  /** Fields of the same list that stand before it, on which it may depend. */
  before: readonly Row[];
  onChange: (field: Row) => void;
};

/** Everything that one field of a form says. */
export function FieldDetails({ field, types, before, onChange }: Props) {
  const type = String(field.type ?? "text");
  const bound = (name: string, label: string, least: number | undefined = undefined) => (
    <NumberInput
      label={label} w="8rem" min={least} decimalSeparator=","
      value={typeof boundOf(field, name) === "number" ? Number(boundOf(field, name)) : ""}
      onChange={(number) => onChange(withBound(field, name, typeof number === "number" ? number : undefined))}
    />
  );

  return (
    <>
      <TextField label="Lo que se pregunta" value={String(field.label ?? "")} onChange={(label) => onChange({ ...field, label })} />
      <ChoiceField
        label="Tipo" options={types.map(({ type: value, name: label }) => ({ value, label }))} value={type} unset="Elige un tipo"
        unknown={() => "Otro tipo"}
        description={types.find((known) => known.type === type)?.description}
        onChange={(next) => next !== "" && onChange(withType(field, next))}
      />
      <Checkbox
        label="Es obligatorio" checked={field.required === true}
        onChange={(event) => onChange({ ...field, required: event.currentTarget.checked })}
      />
      <Checkbox
        label="Se puede responder «No aplica»" checked={field.mayNotApply === true}
        onChange={(event) => onChange(withMember(field, "mayNotApply", event.currentTarget.checked || undefined))}
      />
      {hasOptions(field) && (
        <LinesInput
          label="Opciones" description="Una por línea." lines={optionsOf(field).map(({ label }) => label)}
          onChange={(lines) => onChange(withOptions(field, lines))}
        />
      )}
      {hasBounds(field) && <Group gap="xs">{bound("min", "Mínimo")}{bound("max", "Máximo")}</Group>}
      {type === "text" && bound("maxLength", "Letras, a lo más", 1)}
      {isTable(field) && bound("maxRows", "Filas, a lo más", 1)}
      {hasReach(field) && <ReachEditor field={field} onChange={onChange} />}
      {isPart(field.from) && <Text className="support">{arrives(field.from)}</Text>}
      {before.length > 0 || isPart(field.visibleWhen) ? <AskingEditor field={field} before={before} onChange={onChange} /> : null}
    </>
  );
}

/** Where an answer that arrives filled in comes from. */
function arrives(from: Row["from"]): string {
  const isFixed = isPart(from) && from.readOnly === true;
  return `Llega con lo que se respondió en otro paso, ${isFixed ? "solo para leerlo" : "y se puede cambiar"}.`;
}
