import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { mayChange, type Appointment } from "./appointments";
import { EndDialog } from "./EndDialog";
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
      {open === "end" && (
        <EndDialog
          title={`Terminar el cargo de ${appointment.personName}`} action="Terminar el cargo" onClose={close}
          send={(body, header) => answerOf(api.POST("/api/organisation/appointments/{id}/end", { body, params: { path: { id: appointment.id }, header } }))}
        />
      )}
      {open === "replace" && <ReplaceHolderDialog appointment={appointment} onClose={close} />}
    </Group>
  );
}
