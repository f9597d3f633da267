import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { mayChange, type Appointment } from "./appointments";
import { EndPostDialog } from "./EndPostDialog";
import { ReplaceHolderDialog } from "./ReplaceHolderDialog";
import { useRights } from "./useRights";

/** What can be done with a post that is held: replace its holder, or end it. A substitute is only ended. */
export function PostActions({ appointment }: { appointment: Appointment }) {
  const rights = useRights();
  const [open, setOpen] = useState<"end" | "replace">();
  const close = () => setOpen(undefined);
  if (appointment.when === "Before" || !mayChange(rights, appointment.post.scopeKind)) return null;

  return (
    <Group gap="xs" mt={4}>
      {appointment.when === "Now" && !appointment.post.isSubstitute && (
        <Button variant="default" size="compact-md" aria-label={`Reemplazar a ${appointment.personName}`} onClick={() => setOpen("replace")}>
          Reemplazar
        </Button>
      )}
      <Button variant="default" size="compact-md" aria-label={`Terminar el cargo de ${appointment.personName}`} onClick={() => setOpen("end")}>
        Terminar
      </Button>
      {open === "end" && <EndPostDialog appointment={appointment} onClose={close} />}
      {open === "replace" && <ReplaceHolderDialog appointment={appointment} onClose={close} />}
    </Group>
  );
}
