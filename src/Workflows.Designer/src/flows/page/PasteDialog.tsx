import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../ui/Dialog";
import type { NamedIn } from "../inputs/names";
import { StrangerFields } from "./StrangerFields";

type Props = { strangers: readonly NamedIn[]; onPaste: (others: ReadonlyMap<string, string>) => void; onClose: () => void };

/** What is pasted names roles or places that do not exist here: it asks before. */
export function PasteDialog({ strangers, onPaste, onClose }: Props) {
  const [others, setOthers] = useState<ReadonlyMap<string, string>>(new Map());
  return (
    <Dialog title="Pegar los pasos" onClose={onClose}>
      <StrangerFields strangers={strangers} others={others} onChange={setOthers} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>Cancelar</Button>
        <Button onClick={() => onPaste(others)}>Pegar</Button>
      </Group>
    </Dialog>
  );
}
