import { MultiSelect } from "@mantine/core";
import { useRoles } from "../../organisation/useRoles";
import { withMember, type Row } from "../inputs/fields";
import { ChoiceField } from "./ChoiceField";

const reaches = [
  { value: "own", label: "De la institución o el lugar de la tarea" },
  { value: "sector", label: "De todo su ministerio" },
  { value: "country", label: "De todo el país" },
];
const kinds = [
  { value: "institution", label: "Instituciones" }, { value: "ministry", label: "Ministerios" }, { value: "region", label: "Regiones" },
];

const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** Whom or what a field lets people choose. */
export function ReachEditor({ field, onChange }: { field: Row; onChange: (field: Row) => void }) {
  const roles = useRoles();
  const isOfPeople = field.type === "person" || field.type === "post";

  return (
    <>
      <ChoiceField
        label="De dónde se elige" unset="Lo usual para este tipo"
        options={field.type === "commitment" ? reaches.filter(({ value }) => value !== "sector") : reaches}
        value={String(field.within ?? "")} onChange={(within) => onChange(withMember(field, "within", within || undefined))}
      />
      {field.type === "place" && (
        <MultiSelect
          label="Qué lugares" data={kinds} value={texts(field.kinds)} comboboxProps={{ withinPortal: false }}
          error={texts(field.kinds).length === 0 && "Di al menos uno."} onChange={(chosen) => onChange({ ...field, kinds: chosen })}
        />
      )}
      {isOfPeople && (
        <MultiSelect
          label="Solo con estos roles" description="Sin ninguno, vale cualquiera." searchable value={texts(field.roles)}
          comboboxProps={{ withinPortal: false }}
          data={[...new Set([...roles.map(({ code }) => code), ...texts(field.roles)])].map((code) => ({
            value: code, label: roles.find((role) => role.code === code)?.label ?? code,
          }))}
          onChange={(chosen) => onChange(withMember(field, "roles", chosen.length > 0 ? chosen : undefined))}
        />
      )}
    </>
  );
}
