import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { Dialog } from "../ui/Dialog";

type Props = { title: string; onConfirm: (reasons: string) => void; onClose: () => void };

/** Why a seat votes against or withdraws, as it wants it in the minutes; it may say nothing. */
export function ReasonsDialog({ title, onConfirm, onClose }: Props) {
  const [reasons, setReasons] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    onConfirm(reasons.trim());
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Textarea label="Razones para el acta (opcional)" autosize minRows={2} maxLength={4000} value={reasons} data-autofocus onChange={(event) => setReasons(event.currentTarget.value)} />
          <Group>
            <Button type="submit">Registrar el voto</Button>
            <Button variant="default" onClick={onClose}>
              Cancelar
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
