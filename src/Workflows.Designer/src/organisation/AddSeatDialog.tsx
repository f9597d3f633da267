import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { basisLabels } from "./committees";
import { PersonField } from "./PersonField";
import { PostFields } from "./PostFields";
import { useRoles } from "./useRoles";

const alternate = "committee.alternate";

type Props = { committee: Api["CommitteesCommitteeView"]; seats: Api["CommitteesSeatView"][]; onClose: () => void };

/** A seat of a committee from a day on: it goes with a post, or belongs to a person. An alternate's says which seat it is for. */
export function AddSeatDialog({ committee, seats, onClose }: Props) {
  const roles = useRoles();
  const [name, setName] = useState("");
  const [role, setRole] = useState("committee.member");
  const [basis, setBasis] = useState<Api["SeatBasis"]>("ExOfficio");
  const [ofRole, setOfRole] = useState("");
  const [ofScope, setOfScope] = useState("");
  const [personId, setPersonId] = useState("");
  const [alternateOf, setAlternateOf] = useState("");
  const [norm, setNorm] = useState("");
  const [validFrom, setFrom] = useState("");
  const add = useCommand((body: Api["CommitteesAddSeatRequest"], header) => answerOf(api.POST("/api/organisation/seats", { body, params: { header } })), {
    changes: "organisation", onDone: onClose,
  });
  const isOfPost = basis === "ExOfficio";

  function submit() {
    add.mutate({
      committee: committee.code, name, role, basis, validFrom, validTo: null, norm: norm || null,
      ofRole: isOfPost ? ofRole : null, ofScope: isOfPost ? ofScope : null, personId: isOfPost ? null : personId,
      alternateOf: role === alternate ? alternateOf || null : null,
    });
  }

  return (
    <CommandDialog title={`Crear un asiento de ${committee.name}`} command={add} submit="Crear el asiento" blockedBy={(role === alternate && !alternateOf) || (isOfPost ? !ofRole || !ofScope : !personId) ? "Elige quién llega al asiento." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <TextInput label="Asiento" required value={name} error={errorOf("name") ?? errorOf("organisation")} onChange={(event) => setName(event.currentTarget.value)} />
            <NativeSelect
              label="En el comité es" required value={role} error={errorOf("role")} onChange={(event) => setRole(event.currentTarget.value)}
              data={roles.filter((known) => known.scopeKind === "Committee").map((known) => ({ value: known.code, label: known.label }))}
            />
            {role === alternate && (
              <NativeSelect
                label="Suplente de" required value={alternateOf} onChange={(event) => setAlternateOf(event.currentTarget.value)}
                data={[{ value: "", label: "Elige un asiento" }, ...titulars(seats)]}
              />
            )}
            <NativeSelect
              label="Se llega a él" required value={basis} onChange={(event) => setBasis(event.currentTarget.value as Api["SeatBasis"])}
              data={Object.entries(basisLabels).map(([value, label]) => ({ value, label }))}
            />
            {isOfPost ? (
              <PostFields
                roles={roles.filter((known) => known.scopeKind !== "Committee")} role={ofRole} scope={ofScope} problem={errorOf("ofRole") ?? errorOf("ofScope")}
                onRole={setOfRole} onScope={setOfScope}
              />
            ) : (
              <PersonField label="Persona" value={personId} error={errorOf("personId")} onChange={setPersonId} />
            )}
            <TextInput label="Norma" maxLength={500} value={norm} onChange={(event) => setNorm(event.currentTarget.value)} />
            <TextInput label="Primer día" type="date" required value={validFrom} error={errorOf("validFrom")} onChange={(event) => setFrom(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}

/** An alternate has no alternate. */
function titulars(seats: Api["CommitteesSeatView"][]): string[] {
  return [...new Set(seats.filter((seat) => !seat.alternateOf).map((seat) => seat.name))];
}
