import { Button, Group, NumberInput, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { longDateTime } from "../ui/dates";
import { CommandDialog } from "../ui/CommandDialog";
import { StatusTag } from "../ui/StatusTag";
import { DecideExtension } from "./DecideExtension";
import { daysText, extensionState } from "./words";

/** Extensions (prórrogas) of a task: asked by whoever has it, decided by another person, both before the term ends. */
export function ExtensionPanel({ taskId, canAsk }: { taskId: string; canAsk: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const [deciding, setDeciding] = useState<Api["ExtensionView"]>();
  const found = useQuery({
    queryKey: ["/api/tasks", taskId, "extensions"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}/extensions", { params: { path: { id: taskId } }, signal })),
  });
  if (!found.data) return null;
  const { extensions, most, calendarDays, whyNot } = found.data;

  return (
    <div>
      {extensions.map((extension) => (
        <Group key={extension.id} gap="sm">
          <StatusTag bare tone={extensionState[extension.outcome].tone}>
            Prórroga de {daysText(extension.daysGranted || extension.days, extension.calendarDays)}: {extensionState[extension.outcome].text.toLowerCase()}
            {extension.outcome === "Asked" && `, hasta el ${longDateTime(extension.expiresAt)}`}.
          </StatusTag>
          <Text size="sm">
            {extension.askedByName}: «{extension.reason}»{extension.decisionReason && ` ${extension.decidedByName}: «${extension.decisionReason}»`}
          </Text>
          {extension.canDecide && (
            <Button variant="default" size="compact-md" onClick={() => setDeciding(extension)}>
              Decidir la prórroga
            </Button>
          )}
        </Group>
      ))}
      {canAsk && !whyNot && (
        <Button variant="default" size="compact-md" onClick={() => setAsking(true)}>
          Pedir una prórroga
        </Button>
      )}
      {isAsking && <AskExtension taskId={taskId} most={most} calendarDays={calendarDays} onClose={() => setAsking(false)} />}
      {deciding && <DecideExtension extension={deciding} onClose={() => setDeciding(undefined)} />}
    </div>
  );
}

function AskExtension({ taskId, most, calendarDays, onClose }: { taskId: string; most: number; calendarDays: boolean; onClose: () => void }) {
  const [days, setDays] = useState<string | number>(1);
  const [reason, setReason] = useState("");
  const ask = useCommand(
    (body: { days: number; reason: string }, headers) => answerOf(api.POST("/api/tasks/{id}/extensions", { params: { path: { id: taskId }, header: headers }, body })),
    { changes: "extensions", onDone: onClose },
  );

  function submit() {
    ask.mutate({ days: Number(days), reason });
  }

  return (
    <CommandDialog title="Pedir una prórroga" command={ask} submit="Pedir la prórroga" onSubmit={submit} onClose={onClose}>
      {() => (
        <>
            <p>Otra persona la decide antes de que venza el plazo. Puede llegar a la mitad del plazo: hasta {daysText(most, calendarDays)} (Ley 19.880 art. 26).</p>
            <NumberInput label={calendarDays ? "Días corridos" : "Días hábiles"} required min={1} max={most} allowDecimal={false} value={days} onChange={setDays} />
            <Textarea label="Por qué la necesitas" description="La leerá quien decide y queda en la historia." required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}

