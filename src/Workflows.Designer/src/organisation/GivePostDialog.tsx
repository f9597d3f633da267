import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { postError, mayChange } from "./appointments";
import { PersonField } from "./PersonField";
import { PostFields } from "./PostFields";
import { useRights } from "./useRights";
import { useRoles } from "./useRoles";

type Props = {
  /** The place, when it is known, with what its posts belong to. */
  place?: { code: string; name: string; scopeKind: Api["RoleScope"] };
  /** The person, when they are known. */
  person?: { id: string; name: string };
  /** The post, when it is known. */
  role?: string;
  onClose: () => void;
};

/** Somebody takes a post from a day on. What contradicts the rest is refused at its field. */
export function GivePostDialog({ place, person, role: known = "", onClose }: Props) {
  const rights = useRights();
  const roles = useRoles();
  const [personId, setPersonId] = useState(person?.id ?? "");
  const [role, setRole] = useState(known);
  const [scope, setScope] = useState(place?.code ?? "");
  const [validFrom, setFrom] = useState("");
  const [validTo, setTo] = useState("");
  const give = useCommand((body: Api["AppointmentsAddRequest"], header) => answerOf(api.POST("/api/organisation/appointments", { body, params: { header } })), {
    changes: "organisation", onDone: onClose,
  });
  const offered = roles.filter((known) => (!place || known.scopeKind === place.scopeKind) && mayChange(rights, known.scopeKind));

  function submit() {
    give.mutate({ personId, role, scope, validFrom: validFrom || null, validTo: validTo || null, isSubstitute: false, insteadOf: null });
  }

  return (
    <CommandDialog title={place ? `Dar un cargo en ${place.name}` : `Dar un cargo a ${person?.name}`} command={give} submit="Dar el cargo" blockedBy={!personId || !role ? "Elige la persona y el rol." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            {!person && <PersonField label="Persona" value={personId} error={postError(errorOf, "personId")} onChange={setPersonId} />}
            {place ? (
              <NativeSelect
                label="Rol" required value={role} error={postError(errorOf, "role") ?? postError(errorOf, "scope")} onChange={(event) => setRole(event.currentTarget.value)}
                data={[{ value: "", label: "Elige un rol" }, ...offered.map((known) => ({ value: known.code, label: known.label }))]}
              />
            ) : (
              <PostFields roles={offered} role={role} scope={scope} problem={postError(errorOf, "scope") ?? postError(errorOf, "role") ?? postError(errorOf, "personId")} onRole={setRole} onScope={setScope} />
            )}
            <TextInput label="Primer día" type="date" required value={validFrom} error={postError(errorOf, "from")} onChange={(event) => setFrom(event.currentTarget.value)} />
            <TextInput
              label="Último día (opcional)" description="Déjalo vacío si no tiene término." type="date" value={validTo} error={postError(errorOf, "validTo")}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
        </>
      )}
    </CommandDialog>
  );
}
