import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { MoreMenu, type Act } from "../ui/MoreMenu";

type Person = Api["PersonView"];

/** What whoever administers can do about a person's way in; each asks first. */
export function PersonActs({ person, isOfPage, others = [] }: { person: Person; isOfPage?: boolean; others?: readonly Act[] }) {
  const [open, setOpen] = useState<"invite" | "toggle">();
  const close = () => setOpen(undefined);

  return (
    <>
      <MoreMenu
        label={`Más sobre ${person.name}`} isOfPage={isOfPage}
        acts={[
          ...others,
          person.active && person.access !== "Ready" && Boolean(person.email) && { label: person.access === "Invited" ? "Invitar otra vez" : "Invitar", onChoose: () => setOpen("invite") },
          { label: person.active ? "Desactivar" : "Activar", isDangerous: person.active, onChoose: () => setOpen("toggle") },
        ]}
      />
      {open === "invite" && <InviteDialog person={person} onClose={close} />}
      {open === "toggle" && <ToggleDialog person={person} onClose={close} />}
    </>
  );
}

const params = (person: Person, header: { "Idempotency-Key": string }) => ({ params: { path: { id: person.id }, header } });

function InviteDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const invite = useCommand((_: null, header) => answerOf(api.POST("/api/organisation/people/{id}/invite", params(person, header))), { changes: "organisation", onDone: onClose });

  return (
    <CommandDialog title={`Invitar a ${person.name}`} command={invite} submit="Enviar la invitación" onSubmit={() => invite.mutate(null)} onClose={onClose}>
      {() => <p>Le llega un correo a {person.email} con un enlace para elegir su clave.</p>}
    </CommandDialog>
  );
}

function ToggleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const verb = person.active ? "Desactivar" : "Activar";
  const toggle = useCommand(
    (_: null, header) =>
      answerOf(person.active ? api.POST("/api/organisation/people/{id}/deactivate", params(person, header)) : api.POST("/api/organisation/people/{id}/activate", params(person, header))),
    { changes: "organisation", onDone: onClose },
  );

  return (
    <CommandDialog title={`${verb} a ${person.name}`} command={toggle} submit={verb} isDangerous={person.active} onSubmit={() => toggle.mutate(null)} onClose={onClose}>
      {() => (
        <p>
          {person.active
            ? "Deja de poder ingresar y de recibir avisos. Sus cargos y lo que hizo siguen en la historia, y se puede activar otra vez."
            : "Vuelve a poder ingresar y a recibir los avisos de sus cargos."}
        </p>
      )}
    </CommandDialog>
  );
}
