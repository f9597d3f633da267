import { NativeSelect, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { undersecretariatsQuery } from "./undersecretariats";

type Props = { place: Api["PlacePostsPlaceView"]; onClose: () => void };

/** Of which undersecretariat of its ministry an institution is, from a day on and by what. */
export function SupervisionDialog({ place, onClose }: Props) {
  const [undersecretariat, setUndersecretariat] = useState("");
  const [validFrom, setFrom] = useState("");
  const [reason, setReason] = useState("");
  const offices = useQuery(undersecretariatsQuery);
  const say = useCommand((body: Api["SupervisionsAddRequest"], header) => answerOf(api.POST("/api/organisation/supervisions", { body, params: { header } })), {
    changes: "organisation", onDone: onClose,
  });
  const offered = (offices.data ?? []).filter((one) => one.ministryCode === place.ministryCode && one.code !== place.undersecretariatCode);

  function submit() {
    say.mutate({ institution: place.code, undersecretariat, validFrom, reason, validTo: null });
  }

  return (
    <CommandDialog title={`Subsecretaría de ${place.name}`} command={say} submit="Guardar" blockedBy={!undersecretariat ? "Elige la subsecretaría." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
          <Text size="sm">Desde ese día sus avisos de atraso suben por esta subsecretaría. Lo respondido antes no cambia.</Text>
          <NativeSelect
            label="Subsecretaría" required value={undersecretariat} error={errorOf("undersecretariat") ?? errorOf("institution")}
            onChange={(event) => setUndersecretariat(event.currentTarget.value)}
            data={[{ value: "", label: "Elige una subsecretaría" }, ...offered.map((one) => ({ value: one.code, label: one.name }))]}
          />
          <TextInput
            label="Primer día" type="date" required value={validFrom} error={errorOf("validFrom") ?? errorOf("organisation")}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput label="Ley, decreto o motivo" required maxLength={500} value={reason} error={errorOf("reason")} onChange={(event) => setReason(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
