import { NativeSelect, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";

/** An institution passes to another ministry from a day on, by a law or a decree. */
export function MoveDialog({ place, onClose }: { place: Api["PlacePostsPlaceView"]; onClose: () => void }) {
  const [ministry, setMinistry] = useState("");
  const [validFrom, setFrom] = useState("");
  const [norm, setNorm] = useState("");
  const ministries = useQuery({
    queryKey: ["/api/organisation/ministries"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/ministries", { signal })),
  });
  const move = useCommand((body: Api["DependenciesAddRequest"], header) => answerOf(api.POST("/api/organisation/dependencies", { body, params: { header } })), {
    changes: "organisation", onDone: onClose,
  });

  function submit() {
    move.mutate({ institution: place.code, ministry, validFrom, norm, validTo: null });
  }

  return (
    <CommandDialog title={`${place.name} pasa a otro ministerio`} command={move} submit="Guardar" blockedBy={!ministry ? "Elige el ministerio." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <Text size="sm">Desde ese día sus avisos suben por el ministerio nuevo, que además ve sus procesos. Lo respondido antes no cambia.</Text>
            <NativeSelect
              label="Ministerio" required value={ministry} error={errorOf("ministry")} onChange={(event) => setMinistry(event.currentTarget.value)}
              data={[{ value: "", label: "Elige un ministerio" }, ...(ministries.data ?? []).filter((one) => one.code !== place.ministryCode).map((one) => ({ value: one.code, label: one.name }))]}
            />
            <TextInput
              label="Primer día" type="date" required value={validFrom} error={errorOf("validFrom") ?? errorOf("organisation")}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput label="Ley o decreto" required maxLength={500} value={norm} error={errorOf("norm")} onChange={(event) => setNorm(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
