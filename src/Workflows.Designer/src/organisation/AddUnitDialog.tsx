import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";

type Props = { place: Api["PlacePostsPlaceView"]; units: readonly Api["UnitsUnitView"][]; onClose: () => void };

/** A unit of a place, from a day on. */
export function AddUnitDialog({ place, units, onClose }: Props) {
  const [code, setCode] = useState(`${place.code}.`);
  const [name, setName] = useState("");
  const [parent, setParent] = useState("");
  const [validFrom, setFrom] = useState("");
  const add = useCommand((body: Api["UnitsAddRequest"], header) => answerOf(api.POST("/api/organisation/units", { body, params: { header } })), {
    changes: "organisation", onDone: onClose,
  });

  function submit() {
    add.mutate({ code, name, place: place.code, parent: parent || null, validFrom, validTo: null });
  }

  return (
    <CommandDialog title={`Crear una unidad de ${place.name}`} command={add} submit="Crear la unidad" onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <TextInput label="Nombre" required value={name} error={errorOf("name")} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput
              label="Código" description="Único en todo el país: conviene que empiece con el de la institución." required value={code}
              error={errorOf("code") ?? errorOf("organisation")} onChange={(event) => setCode(event.currentTarget.value)}
            />
            <NativeSelect
              label="Depende de" value={parent} onChange={(event) => setParent(event.currentTarget.value)}
              data={[{ value: "", label: "Ninguna otra unidad" }, ...units.map((unit) => ({ value: unit.code, label: unit.name }))]}
            />
            <TextInput label="Primer día" type="date" required value={validFrom} error={errorOf("validFrom")} onChange={(event) => setFrom(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
