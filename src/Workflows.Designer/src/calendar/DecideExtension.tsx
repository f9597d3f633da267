import { Button, Group, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { longDateTime } from "../ui/dates";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { daysText, deadlineText } from "./words";

/** Grants as much of an extension as was asked for, or less, or refuses it; always with a reason. */
export function DecideExtension({ extension, onClose }: { extension: Api["ExtensionView"]; onClose: () => void }) {
  const [days, setDays] = useState<string | number>(extension.days);
  const [reason, setReason] = useState("");
  const decide = useCommand(
    (granted: boolean, headers) =>
      answerOf(api.POST("/api/extensions/{id}/decide", {
        params: { path: { id: extension.id }, header: headers },
        body: { granted, reason, days: granted ? Number(days) : null },
      })),
    { changes: "extensions", onDone: onClose },
  );

  return (
    <Dialog title="Decidir la prórroga" onClose={onClose}>
      <Stack>
        <Text>
          {extension.askedByName ?? "La institución"} pide {daysText(extension.days, extension.calendarDays)} más para «{extension.taskTitle}»
          {extension.institutionName && `, de ${extension.institutionName}`}. Motivo: {extension.reason}
        </Text>
        <Text>
          Con lo pedido vencería el {deadlineText(extension.proposed)}. Puedes decidir hasta el {longDateTime(extension.expiresAt)}.
        </Text>
        {decide.error && <ProblemAlert problem={decide.error} />}
        <NumberInput label="Días que otorgas" min={1} max={extension.days} allowDecimal={false} value={days} onChange={setDays} />
        <Textarea label="Motivo" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Group>
          <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
            Otorgar la prórroga
          </Button>
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate(false)}>
            Negar la prórroga
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
