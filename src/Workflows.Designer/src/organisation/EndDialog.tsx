import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useCommand, type CommandHeaders } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { postError } from "./appointments";

type Props = {
  title: string;
  /** What the button says. */
  action: string;
  send: (body: { lastDay: string; reason: string }, header: CommandHeaders) => Promise<unknown>;
  onClose: () => void;
};

/** Something of the organisation ends on a day, and why. What was stays in the history. */
export function EndDialog({ title, action, send, onClose }: Props) {
  const [lastDay, setLastDay] = useState("");
  const [reason, setReason] = useState("");
  const end = useCommand(send, { changes: "organisation", onDone: onClose });

  function submit() {
    end.mutate({ lastDay, reason });
  }

  return (
    <CommandDialog title={title} command={end} submit={action} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <TextInput label="Último día" type="date" required value={lastDay} error={postError(errorOf, "lastDay")} onChange={(event) => setLastDay(event.currentTarget.value)} />
            <TextInput label="Motivo" required value={reason} error={postError(errorOf, "reason")} onChange={(event) => setReason(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
