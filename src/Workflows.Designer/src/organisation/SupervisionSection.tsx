import { Anchor, Button, Group } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { Api } from "../api/client";
import { longDay } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { ConfirmSupervisionDialog } from "./ConfirmSupervisionDialog";
import { SupervisionDialog } from "./SupervisionDialog";

type Props = { place: Api["PlacePostsPlaceView"]; changes: boolean };

/** The undersecretariat through which the notices of an institution climb, by date; whoever keeps it says or confirms it. */
export function SupervisionSection({ place, changes }: Props) {
  const [open, setOpen] = useState<"say" | number>();
  const close = () => setOpen(undefined);
  const now = place.supervisions.find((one) => one.when === "Now");
  const unconfirmed = now?.isUnconfirmed === true && now.undersecretariatCode === place.undersecretariatCode;
  const isOnly = !now || now.undersecretariatCode !== place.undersecretariatCode;

  return (
    <section className="section" aria-labelledby="subsecretaria">
      <h2 id="subsecretaria">De qué subsecretaría depende</h2>
      <p>
        {place.undersecretariatCode ? (
          <>
            Sus avisos de atraso suben por la{" "}
            <Anchor underline="always" component={Link} to={`/organizacion/lugares/${place.undersecretariatCode}/cargos`}>
              {place.undersecretariatName}
            </Anchor>
            {isOnly && ", la única de su ministerio"}.
          </>
        ) : (
          "Nadie ha dicho de cuál de las de su ministerio. Mientras tanto sus avisos de atraso suben al ministro o la ministra."
        )}{" "}
        {(unconfirmed || (place.isUnsaid && changes)) && <StatusTag tone="soon">Por confirmar</StatusTag>}
      </p>
      {place.supervisions.some((one) => one.reason || one.validFrom || one.validTo) && (
        <ul className="lines">
          {place.supervisions.map((one) => (
            <li key={one.id}>
              {one.undersecretariatName}
              {one.validFrom && `, desde el ${longDay(one.validFrom)}`}
              {one.validTo && `, hasta el ${longDay(one.validTo)}`}
              {one.reason && ` (${one.reason})`}
            </li>
          ))}
        </ul>
      )}
      {changes && !isOnly && (
        <Group gap="sm" mt="md">
          {unconfirmed && <Button variant="default" onClick={() => setOpen(now.id)}>Confirmar la subsecretaría</Button>}
          <Button variant="default" onClick={() => setOpen("say")}>Decir otra subsecretaría</Button>
        </Group>
      )}
      {changes && place.isUnsaid && <Button variant="default" mt="md" onClick={() => setOpen("say")}>Decir la subsecretaría</Button>}
      {open === "say" && <SupervisionDialog place={place} onClose={close} />}
      {typeof open === "number" && <ConfirmSupervisionDialog id={open} institution={place.name} undersecretariat={place.undersecretariatName!} onClose={close} />}
    </section>
  );
}
