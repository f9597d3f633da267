import { Textarea } from "@mantine/core";
import { useState } from "react";
import { CommandDialog } from "../ui/CommandDialog";
import { takenHere } from "../ui/CommandForm";

type Props = { title: string; onConfirm: (reasons: string) => void; onClose: () => void };

/** Why a seat votes against or withdraws, as it wants it in the minutes; it may say nothing. */
export function ReasonsDialog({ title, onConfirm, onClose }: Props) {
  const [reasons, setReasons] = useState("");

  return (
    <CommandDialog title={title} command={takenHere} submit="Registrar el voto" onSubmit={() => onConfirm(reasons.trim())} onClose={onClose}>
      {() => <Textarea label="Razones para el acta (opcional)" autosize minRows={2} maxLength={4000} value={reasons} data-autofocus onChange={(event) => setReasons(event.currentTarget.value)} />}
    </CommandDialog>
  );
}
