import { Button, Checkbox, NativeSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { organisationQueries } from "./appointments";
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
    refreshes: organisationQueries, onDone: onClose,
  });
  const problem = (field: string) => add.error?.fields[field]?.[0];

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate({
      unit: unit.code, rank: Number(rank), title, role: role || null, personId: role ? null : personId || null, meetsRequirements, validFrom, validTo: null,
    });
  }

  return (
    <Dialog title={`Agregar un cargo a ${unit.name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          {add.error && Object.keys(add.error.fields).length === 0 && <ProblemAlert problem={add.error} />}
          <TextInput label="Cargo" required value={title} error={problem("title")} onChange={(event) => setTitle(event.currentTarget.value)} />
          <NumberInput
            label="Lugar en el orden jerárquico" description="1 es el más alto de la unidad." required min={1} max={999} allowDecimal={false} value={rank}
            error={problem("rank") ?? problem("organisation")} onChange={setRank}
          />
          <NativeSelect
            label="Quién lo tiene" value={role} error={problem("role")} onChange={(event) => setRole(event.currentTarget.value)}
            data={[{ value: "", label: "Una persona" }, ...roles.map((known) => ({ value: known.code, label: `Quien sea ${known.label}` }))]}
          />
          {role === "" && <PersonField label="Persona" value={personId} error={problem("personId")} onChange={setPersonId} />}
          <Checkbox label="Reúne los requisitos para subrogar los cargos de arriba" checked={meetsRequirements} onChange={(event) => setMeets(event.currentTarget.checked)} />
          <TextInput label="Primer día" type="date" required value={validFrom} error={problem("validFrom")} onChange={(event) => setFrom(event.currentTarget.value)} />
          <Button type="submit" loading={add.isPending} disabled={!role && !personId}>
            Agregar el cargo
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
