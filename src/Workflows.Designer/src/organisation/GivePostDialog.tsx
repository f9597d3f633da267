import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { fieldsOfPost, mayChange, organisationQueries } from "./appointments";
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
    refreshes: organisationQueries, onDone: onClose,
  });
  const problems = fieldsOfPost(give.error?.fields ?? {});
  const offered = roles.filter((known) => (!place || known.scopeKind === place.scopeKind) && mayChange(rights, known.scopeKind));

  function submit(event: FormEvent) {
    event.preventDefault();
    give.mutate({ personId, role, scope, validFrom: validFrom || null, validTo: validTo || null, isSubstitute: false, insteadOf: null });
  }

  return (
    <Dialog title={place ? `Dar un cargo en ${place.name}` : `Dar un cargo a ${person?.name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          {give.error && Object.keys(give.error.fields).length === 0 && <ProblemAlert problem={give.error} />}
          {!person && <PersonField label="Persona" value={personId} error={problems.personId} onChange={setPersonId} />}
          {place ? (
            <NativeSelect
              label="Rol" required value={role} error={problems.role ?? problems.scope} onChange={(event) => setRole(event.currentTarget.value)}
              data={[{ value: "", label: "Elige un rol" }, ...offered.map((known) => ({ value: known.code, label: known.label }))]}
            />
          ) : (
            <PostFields roles={offered} role={role} scope={scope} problem={problems.scope ?? problems.role ?? problems.personId} onRole={setRole} onScope={setScope} />
          )}
          <TextInput label="Primer día" type="date" required value={validFrom} error={problems.from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput
            label="Último día (opcional)" description="Déjalo vacío si no tiene término." type="date" value={validTo} error={problems.validTo}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button type="submit" loading={give.isPending} disabled={!personId || !role}>
            Dar el cargo
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
