import { NumberInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Choices, type Choice } from "../ui/Choices";
import { CommandDialog } from "../ui/CommandDialog";
import { longDateTime } from "../ui/dates";
import { daysText, deadlineText } from "./words";

type Decision = "grant" | "refuse";

const choices: Choice<Decision>[] = [
  { value: "grant", label: "Otorgar la prórroga", description: "El plazo se corre lo que otorgues; los avisos se mueven con él." },
  { value: "refuse", label: "Negar la prórroga", description: "El plazo no cambia." },
];

/** Grants as much of an extension as was asked for, or less, or refuses it; always with a reason. */
export function DecideExtension({ extension, onClose }: { extension: Api["ExtensionView"]; onClose: () => void }) {
  const [decision, setDecision] = useState<Decision>("grant");
  const [days, setDays] = useState<string | number>(extension.days);
  const [reason, setReason] = useState("");
  const decide = useCommand(
    ({ granted, reason, days }: { granted: boolean; reason: string; days: number | null }, headers) =>
      answerOf(api.POST("/api/extensions/{id}/decide", { params: { path: { id: extension.id }, header: headers }, body: { granted, reason, days } })),
    { changes: "extensions", onDone: onClose },
  );
  const isGranted = decision === "grant";

  return (
    <CommandDialog
      title="Decidir la prórroga" command={decide} submit={isGranted ? "Otorgar la prórroga" : "Negar la prórroga"} blockedBy={reason.trim() === "" ? "Escribe el motivo." : undefined}
      onSubmit={() => decide.mutate({ granted: isGranted, reason, days: isGranted ? Number(days) : null })} onClose={onClose}
    >
      {(errorOf) => (
        <>
          <p>
            {extension.askedByName ?? "La institución"} pide {daysText(extension.days, extension.calendarDays)} más para «{extension.taskTitle}»
            {extension.institutionName && `, de ${extension.institutionName}`}. Motivo: {extension.reason}
          </p>
          <p>
            Con lo pedido vencería el <strong>{deadlineText(extension.proposed)}</strong>. Puedes decidir hasta el {longDateTime(extension.expiresAt)}.
          </p>
          <Choices label="Qué decides" choices={choices} value={decision} onChoose={setDecision} />
          {isGranted && (
            <NumberInput
              label={`Días ${extension.calendarDays ? "corridos" : "hábiles"} que otorgas`} required min={1} max={extension.days} allowDecimal={false} value={days} error={errorOf("days")} onChange={setDays}
            />
          )}
          <Textarea label="Motivo" required autosize minRows={2} value={reason} error={errorOf("reason")} onChange={(event) => setReason(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
