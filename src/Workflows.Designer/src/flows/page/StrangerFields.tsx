import { NativeSelect, Select } from "@mantine/core";
import { useState } from "react";
import type { Api } from "../../api/client";
import { readers } from "../../deadlines/ladder";
import { PlaceField } from "../../organisation/PlaceField";
import { useRoles } from "../../organisation/useRoles";
import { keyOfName, type NamedIn } from "../inputs/names";

type Props = { strangers: readonly NamedIn[]; others: ReadonlyMap<string, string>; onChange: (others: ReadonlyMap<string, string>) => void };

/** Who takes the place of roles and places that do not exist here. What is left empty stays as it came, and the check says so. */
export function StrangerFields({ strangers, others, onChange }: Props) {
  const roles = useRoles();
  const choose = (stranger: NamedIn, code: string) => {
    const next = new Map(others);
    if (code === "") next.delete(keyOfName(stranger));
    else next.set(keyOfName(stranger), code);
    onChange(next);
  };

  return (
    <fieldset className="stranger-fields">
      <legend>Quién toma el lugar de lo que aquí no existe</legend>
      {strangers.map((stranger) => {
        const { kind, code, steps } = stranger;
        const [value, where] = [others.get(keyOfName(stranger)) ?? "", `En ${steps.slice(0, 3).map((step) => `«${step}»`).join(", ")}${steps.length > 3 ? " y otros" : ""}.`];
        return kind === "role" ? (
          <Select
            key={keyOfName(stranger)} label={`En lugar del rol «${code}»`} description={where} placeholder="Dejarlo como está" searchable clearable comboboxProps={{ withinPortal: false }}
            nothingFoundMessage="Ningún rol se llama así" value={value || null} onChange={(chosen) => choose(stranger, chosen ?? "")}
            data={[...new Map([...readers.map(({ value, label }) => [value, label] as const), ...roles.map((role) => [role.code, role.label] as const)])].map(([value, label]) => ({ value, label }))}
          />
        ) : (
          <OtherPlace key={keyOfName(stranger)} code={code} where={where} value={value} onChange={(chosen) => choose(stranger, chosen)} />
        );
      })}
    </fieldset>
  );
}

const kinds = [
  { value: "", label: "Dejarlo como está" }, { value: "Institution", label: "Una institución" }, { value: "Ministry", label: "Un ministerio" },
  { value: "Region", label: "Una región" }, { value: "Committee", label: "Un comité" },
];

function OtherPlace({ code, where, value, onChange }: { code: string; where: string; value: string; onChange: (code: string) => void }) {
  const [kind, setKind] = useState("");
  return (
    <>
      <NativeSelect
        label={`En lugar de «${code}»`} description={where} data={kinds} value={kind}
        onChange={(event) => {
          setKind(event.currentTarget.value);
          onChange("");
        }}
      />
      {kind !== "" && <PlaceField key={kind} kind={kind as Api["RoleScope"]} value={value} onChange={onChange} />}
    </>
  );
}
