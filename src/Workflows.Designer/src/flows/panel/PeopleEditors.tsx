import { MultiSelect, TextInput } from "@mantine/core";
import { PlaceField } from "../../organisation/PlaceField";
import { useRoles } from "../../organisation/useRoles";
import { read, unset, valued } from "../inputs/inputs";
import { ChoiceField } from "./ChoiceField";
import type { EditorProps } from "./desk";
import { useReaders } from "./useReaders";

/** The role that has a task. */
export function RoleEditor({ input, state, onChange }: EditorProps) {
  const roles = useRoles();
  return (
    <ChoiceField
      label={input.label} description={input.help ?? undefined} options={roles.map(({ code, label }) => ({ value: code, label }))}
      value={state.kind === "value" ? String(state.value) : ""} unset="Elige un rol"
      unknown={(code) => (roles.length > 0 ? `Un rol que ya no existe (${code})` : "Cargando…")}
      onChange={(value) => onChange(value === "" ? unset : valued(value))}
    />
  );
}

/** Of which network, region, ministry or committee, where the role is one of those. */
export function ScopeEditor({ input, activity, state, onChange }: EditorProps) {
  const roles = useRoles();
  const role = read(activity, "role", "role");
  const kind = role.kind === "value" ? roles.find(({ code }) => code === role.value)?.scopeKind : undefined;
  const code = state.kind === "value" ? String(state.value) : "";
  const change = (value: string) => onChange(value === "" ? unset : valued(value));

  if (kind === undefined)
    return (
      <TextInput
        label={`${input.label}: código del lugar`} description={input.help} value={code}
        onChange={(event) => change(event.currentTarget.value.trim())}
      />
    );
  if (kind === "National" && code === "") return <p className="support">Ese rol es uno en todo el país: no hace falta decir de cuál.</p>;
  if (kind === "Institution" && code === "") return <p className="support">Ese rol es el de la institución de cada proceso.</p>;
  return (
    <fieldset className="step-panel__group">
      <legend>{input.label}</legend>
      <p className="support">{input.help}</p>
      <PlaceField key={kind} kind={kind} value={code} onChange={change} />
    </fieldset>
  );
}

/** Whom a notice goes to: whoever has the task, roles, and roles of a place that the flow already names. */
export function RecipientsEditor({ input, state, onChange }: EditorProps) {
  const chosen = state.kind === "value" ? (state.value as string[]) : [];
  return (
    <MultiSelect
      label={input.label} description={input.help} searchable nothingFoundMessage="Ningún rol se llama así" data={useReaders(chosen)}
      value={chosen}
      comboboxProps={{ withinPortal: false }} onChange={(values) => onChange(values.length > 0 ? valued(values) : unset)}
    />
  );
}
