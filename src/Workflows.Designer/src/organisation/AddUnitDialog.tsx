import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { organisationQueries } from "./appointments";

type Props = { place: Api["PlacePostsPlaceView"]; units: readonly Api["UnitsUnitView"][]; onClose: () => void };

/** A unit of a place, from a day on. */
export function AddUnitDialog({ place, units, onClose }: Props) {
  const [code, setCode] = useState(`${place.code}.`);
  const [name, setName] = useState("");
  const [parent, setParent] = useState("");
  const [validFrom, setFrom] = useState("");
  const add = useCommand((body: Api["UnitsAddRequest"], header) => answerOf(api.POST("/api/organisation/units", { body, params: { header } })), {
    refreshes: organisationQueries, onDone: onClose,
  });
  const problem = (field: string) => add.error?.fields[field]?.[0];

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate({ code, name, place: place.code, parent: parent || null, validFrom, validTo: null });
  }

  return (
    <Dialog title={`Crear una unidad de ${place.name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          {add.error && Object.keys(add.error.fields).length === 0 && <ProblemAlert problem={add.error} />}
          <TextInput label="Nombre" required value={name} error={problem("name")} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput
            label="Código" description="Único en todo el país: conviene que empiece con el de la institución." required value={code}
            error={problem("code") ?? problem("organisation")} onChange={(event) => setCode(event.currentTarget.value)}
          />
          <NativeSelect
            label="Depende de" value={parent} onChange={(event) => setParent(event.currentTarget.value)}
            data={[{ value: "", label: "Ninguna otra unidad" }, ...units.map((unit) => ({ value: unit.code, label: unit.name }))]}
          />
          <TextInput label="Primer día" type="date" required value={validFrom} error={problem("validFrom")} onChange={(event) => setFrom(event.currentTarget.value)} />
          <Button type="submit" loading={add.isPending}>
            Crear la unidad
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
