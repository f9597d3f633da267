import { Button, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useCommand, type CommandHeaders } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import { fieldsOfPost, organisationQueries } from "./appointments";

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
  const end = useCommand(send, { refreshes: organisationQueries, onDone: onClose });
  const problems = fieldsOfPost(end.error?.fields ?? {});

  function submit(event: FormEvent) {
    event.preventDefault();
    end.mutate({ lastDay, reason });
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          {end.error && Object.keys(end.error.fields).length === 0 && <ProblemAlert problem={end.error} />}
          <TextInput label="Último día" type="date" required value={lastDay} error={problems.lastDay} onChange={(event) => setLastDay(event.currentTarget.value)} />
          <TextInput label="Motivo" required value={reason} error={problems.reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" loading={end.isPending}>
            {action}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
