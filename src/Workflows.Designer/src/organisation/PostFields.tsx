import { NativeSelect } from "@mantine/core";
import type { Api } from "../api/client";
import { PlaceField } from "./PlaceField";
import { undersecretary } from "./undersecretariats";

type Props = { roles: Api["RoleView"][]; role: string; scope: string; onRole: (code: string) => void; onScope: (code: string) => void; problem?: string };

/** A role and the place where it is held; national roles have only one place. */
export function PostFields({ roles, role, scope, onRole, onScope, problem }: Props) {
  const kindOf = (code: string) => roles.find((known) => known.code === code)?.scopeKind;
  const placesOf = (code: string) => (code === undersecretary ? code : kindOf(code));

  return (
    <>
      <NativeSelect
        label="Rol" required value={role} data={[{ value: "", label: "Elige un rol" }, ...roles.map((known) => ({ value: known.code, label: known.label }))]}
        onChange={(event) => {
          const code = event.currentTarget.value;
          onRole(code);
          if (placesOf(code) !== placesOf(role)) onScope(kindOf(code) === "National" ? "CL" : "");
        }}
      />
      <PlaceField key={placesOf(role)} kind={kindOf(role)} role={role} value={scope} error={problem} onChange={onScope} />
    </>
  );
}
