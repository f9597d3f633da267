import { Button, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { longDay } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { EndDialog } from "./EndDialog";
import { PersonField } from "./PersonField";

type Place = Api["DesignationsDesignationView"];
type Post = { role: string; roleLabel: string; scope: string };

type Props = { post: Omit<Post, "scope">; order: readonly Place[]; changes: boolean; onAdd: () => void };

/** The order of substitution of a post, as a decree or a resolution fixes it: it goes before the law. */
export function SubstitutionPanel({ post, order, changes, onAdd }: Props) {
  const [ending, setEnding] = useState<Place>();

  return (
    <>
      <p>Va antes que el orden de la ley: actúa quien esté primero y no esté ausente.</p>
      <ol className="queue">
        {order.map((place) => (
          <li key={place.id}>
            <div className="queue__what">
              <strong>
                {place.order}. {place.personName}
              </strong>
              <div className="support">
                {[place.norm, place.validFrom && `desde el ${longDay(place.validFrom)}`, place.validTo && `hasta el ${longDay(place.validTo)}`].filter(Boolean).join(" · ")}
              </div>
            </div>
            {changes && !place.validTo && (
              <MoreMenu label={`Más sobre el lugar ${place.order} de ${post.roleLabel}`} acts={[{ label: "Terminar", isDangerous: true, onChoose: () => setEnding(place) }]} />
            )}
          </li>
        ))}
      </ol>
      {changes && (
        <Button variant="default" onClick={onAdd}>
          Agregar subrogante
        </Button>
      )}
      {ending && (
        <EndDialog
          title={`Terminar el lugar ${ending.order} de la subrogancia`} action="Terminar" onClose={() => setEnding(undefined)}
          send={(body, header) => answerOf(api.POST("/api/organisation/designations/{id}/end", { body, params: { path: { id: ending.id }, header } }))}
        />
      )}
    </>
  );
}

/** Another place in the order of substitution of a post. */
export function AddPlaceDialog({ post, order: places, onClose }: { post: Post; order: readonly Place[]; onClose: () => void }) {
  const next = Math.max(0, ...places.filter((place) => !place.validTo).map((place) => place.order)) + 1;
  const [personId, setPersonId] = useState("");
  const [order, setOrder] = useState<number | string>(next);
  const [norm, setNorm] = useState("");
  const [validFrom, setFrom] = useState("");
  const add = useCommand((body: Api["DesignationsAddRequest"], header) => answerOf(api.POST("/api/organisation/designations", { body, params: { header } })), {
    changes: "organisation", onDone: onClose,
  });

  function submit() {
    add.mutate({ role: post.role, scope: post.scope, order: Number(order), personId, norm, validFrom: validFrom || null, validTo: null });
  }

  return (
    <CommandDialog title={`Agregar a la subrogancia de ${post.roleLabel}`} command={add} submit="Agregar" blockedBy={!personId ? "Elige a la persona." : undefined} onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
            <PersonField label="Persona" value={personId} error={errorOf("personId")} onChange={setPersonId} />
            <NumberInput
              label="Lugar" description="El primero que no esté ausente actúa." required min={1} max={99} allowDecimal={false} value={order}
              error={errorOf("organisation")} onChange={setOrder}
            />
            <TextInput label="Decreto o resolución" required maxLength={500} value={norm} error={errorOf("norm")} onChange={(event) => setNorm(event.currentTarget.value)} />
            <TextInput label="Primer día" type="date" required value={validFrom} error={errorOf("validFrom")} onChange={(event) => setFrom(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}
