import { useState } from "react";
import { answerOf, api } from "../api/client";
import { MoreMenu } from "../ui/MoreMenu";
import { mayChange, type Appointment } from "./appointments";
import { EndDialog } from "./EndDialog";
import { ReplaceHolderDialog } from "./ReplaceHolderDialog";
import { useRights } from "./useRights";

/** What can be done with a post that is held: replace its holder, or end it. A substitute is only ended. */
export function PostActions({ appointment }: { appointment: Appointment }) {
  const rights = useRights();
  const [open, setOpen] = useState<"end" | "replace">();
  if (appointment.when === "Before" || !mayChange(rights, appointment.post.scopeKind)) return null;

  return (
    <>
      <MoreMenu
        label={`Más sobre el cargo de ${appointment.personName}`}
        acts={[canReplace(appointment) && { label: "Reemplazar", onChoose: () => setOpen("replace") }, { label: "Terminar el cargo", isDangerous: true, onChoose: () => setOpen("end") }]}
      />
      {open && <PostDialog appointment={appointment} act={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** Whoever substitutes leaves when the other comes back: nobody replaces them. */
export const canReplace = (appointment: Appointment) => appointment.when === "Now" && !appointment.post.isSubstitute;

/** The question before a post is ended or passes to somebody else. */
export function PostDialog({ appointment, act, onClose }: { appointment: Appointment; act: "end" | "replace"; onClose: () => void }) {
  if (act === "replace") return <ReplaceHolderDialog appointment={appointment} onClose={onClose} />;
  return (
    <EndDialog
      title={`Terminar el cargo de ${appointment.personName}`} action="Terminar el cargo" onClose={onClose}
      send={(body, header) => answerOf(api.POST("/api/organisation/appointments/{id}/end", { body, params: { path: { id: appointment.id }, header } }))}
    />
  );
}
