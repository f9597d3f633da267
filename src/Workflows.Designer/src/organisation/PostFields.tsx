import { NativeSelect, TextInput } from "@mantine/core";
import type { Api } from "../api/client";

type Props = { roles: Api["RoleView"][]; role: string; scope: string; onRole: (code: string) => void; onScope: (code: string) => void; problem?: string };

/** A role and the place where it is held; national roles have only one place. */
export function PostFields({ roles, role, scope, onRole, onScope, problem }: Props) {
  const isNational = roles.find((known) => known.code === role)?.scopeKind === "National";

  return (
    <>
      <NativeSelect
        label="Rol" required value={role} data={[{ value: "", label: "Elige un rol" }, ...roles.map((known) => ({ value: known.code, label: known.label }))]}
        onChange={(event) => {
          const code = event.currentTarget.value;
          onRole(code);
          onScope(roles.find((known) => known.code === code)?.scopeKind === "National" ? "CL" : isNational ? "" : scope);
        }}
      />
      <TextInput
        label="Código del lugar" description="El código de la institución, ministerio, región o red, como aparece en «Instituciones»." required
        readOnly={isNational} value={scope} error={problem} onChange={(event) => onScope(event.currentTarget.value.trim())}
      />
    </>
  );
}
