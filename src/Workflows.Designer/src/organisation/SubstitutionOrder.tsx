import { Button, List, NumberInput, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import { longDay } from "../ui/dates";
import { EndDialog } from "./EndDialog";
import { PersonField } from "./PersonField";

type Place = Api["DesignationsDesignationView"];
type Post = { role: string; roleLabel: string; scope: string };

/** The order of substitution of a post, as a decree or a resolution fixes it: it goes before the law. */
export function SubstitutionOrder({ post, order, changes }: { post: Post; order: readonly Place[]; changes: boolean }) {
  const [open, setOpen] = useState<"add" | Place>();
  const close = () => setOpen(undefined);
  if (order.length === 0 && !changes) return null;

  return (
    <>
      {order.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="xs">
            Orden de subrogancia
          </Text>
          <List size="sm" mb="xs">
            {order.map((place) => (
              <List.Item key={place.id}>
                {place.order}. {place.personName}
                {place.norm && ` (${place.norm})`}
                {place.validFrom && `, desde el ${longDay(place.validFrom)}`}
                {place.validTo && `, hasta el ${longDay(place.validTo)}`}
                {changes && !place.validTo && (
                  <Button ml="xs" variant="default" size="compact-md" aria-label={`Terminar el lugar ${place.order} de ${post.roleLabel}`} onClick={() => setOpen(place)}>
                    Terminar
                  </Button>
                )}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {changes && (
        <Button my="xs" variant="default" size="compact-md" aria-label={`Agregar subrogante de ${post.roleLabel}`} onClick={() => setOpen("add")}>
          Agregar subrogante
        </Button>
      )}
      {open === "add" && <AddPlaceDialog post={post} next={Math.max(0, ...order.filter((place) => !place.validTo).map((place) => place.order)) + 1} onClose={close} />}
      {open !== undefined && open !== "add" && (
        <EndDialog
          title={`Terminar el lugar ${open.order} de la subrogancia`} action="Terminar" onClose={close}
          send={(body, header) => answerOf(api.POST("/api/organisation/designations/{id}/end", { body, params: { path: { id: open.id }, header } }))}
        />
      )}
    </>
  );
}

function AddPlaceDialog({ post, next, onClose }: { post: Post; next: number; onClose: () => void }) {
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
