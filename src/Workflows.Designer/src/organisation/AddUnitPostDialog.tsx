import { Checkbox, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { PersonField } from "./PersonField";
import { useRoles } from "./useRoles";

type Props = { unit: Api["UnitsUnitView"]; place: Api["PlacePostsPlaceView"]; onClose: () => void };

/** A post of a unit with its place in the order of rank, held by whoever has a role or by a person. */
export function AddUnitPostDialog({ unit, place, onClose }: Props) {
  const taken = unit.posts.filter((post) => post.when !== "Before").map((post) => post.rank);
  const [rank, setRank] = useState<number | string>(Math.max(0, ...taken) + 1);
  const [title, setTitle] = useState("");
  const [role, setRole] = useState("");
  const [personId, setPersonId] = useState("");
  const [meetsRequirements, setMeets] = useState(true);
  const [validFrom, setFrom] = useState("");
  const roles = useRoles().filter((known) => known.scopeKind === place.scopeKind);
  const add = useCommand((body: Api["UnitsAddPostRequest"], header) => answerOf(api.POST("/api/organisation/unit-posts", { body, params: { header } })), {
    changes: "organisation", onDone: onClose,
  });

  function submit() {
    add.mutate({
      unit: unit.code, rank: Number(rank), title, role: role || null, personId: role ? null : personId || null, meetsRequirements, validFrom, validTo: null,
    });
  }

  return (
    <CommandDialog title={`Agregar un cargo a ${unit.name}`} command={add} submit="Agregar el cargo" blockedBy={!role && !personId ? "Elige quién lo tiene." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <TextInput label="Cargo" required value={title} error={errorOf("title")} onChange={(event) => setTitle(event.currentTarget.value)} />
            <NumberInput
              label="Lugar en el orden jerárquico" description="1 es el más alto de la unidad." required min={1} max={999} allowDecimal={false} value={rank}
              error={errorOf("rank") ?? errorOf("organisation")} onChange={setRank}
            />
            <NativeSelect
              label="Quién lo tiene" value={role} error={errorOf("role")} onChange={(event) => setRole(event.currentTarget.value)}
              data={[{ value: "", label: "Una persona" }, ...roles.map((known) => ({ value: known.code, label: `Quien sea ${known.label}` }))]}
            />
            {role === "" && <PersonField label="Persona" value={personId} error={errorOf("personId")} onChange={setPersonId} />}
            <Checkbox label="Reúne los requisitos para subrogar los cargos de arriba" checked={meetsRequirements} onChange={(event) => setMeets(event.currentTarget.checked)} />
            <TextInput label="Primer día" type="date" required value={validFrom} error={errorOf("validFrom")} onChange={(event) => setFrom(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
