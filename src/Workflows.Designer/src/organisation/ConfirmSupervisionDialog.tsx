import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";

type Props = { id: number; institution: string; undersecretariat: string; onClose: () => void };

/** Somebody confirms the undersecretariat that was supposed, and says by what. */
export function ConfirmSupervisionDialog({ id, institution, undersecretariat, onClose }: Props) {
  const [reason, setReason] = useState("");
  const confirm = useCommand(
    (body: { reason: string }, header) => answerOf(api.POST("/api/organisation/supervisions/{id}/confirm", { body, params: { header, path: { id } } })),
    { changes: "organisation", onDone: onClose },
  );

  return (
    <CommandDialog title="Confirmar la subsecretaría" command={confirm} submit="Confirmar" onSubmit={() => confirm.mutate({ reason })} onClose={onClose}>
      {(errorOf) => (
        <>
          <Text size="sm">{institution} depende de {undersecretariat}. Sus avisos de atraso siguen subiendo por ahí.</Text>
          <TextInput label="Ley, decreto o motivo" required maxLength={500} value={reason} error={errorOf("reason")} onChange={(event) => setReason(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
