import { NativeSelect } from "@mantine/core";
import type { Api } from "../api/client";
import { PlaceField } from "./PlaceField";

type Props = { roles: Api["RoleView"][]; role: string; scope: string; onRole: (code: string) => void; onScope: (code: string) => void; problem?: string };

/** A role and the place where it is held; national roles have only one place. */
export function PostFields({ roles, role, scope, onRole, onScope, problem }: Props) {
  const kindOf = (code: string) => roles.find((known) => known.code === code)?.scopeKind;

  return (
    <>
      <NativeSelect
        label="Rol" required value={role} data={[{ value: "", label: "Elige un rol" }, ...roles.map((known) => ({ value: known.code, label: known.label }))]}
        onChange={(event) => {
          const code = event.currentTarget.value;
          onRole(code);
          if (kindOf(code) !== kindOf(role)) onScope(kindOf(code) === "National" ? "CL" : "");
        }}
      />
      <PlaceField key={kindOf(role)} kind={kindOf(role)} value={scope} error={problem} onChange={onScope} />
    </>
  );
}
