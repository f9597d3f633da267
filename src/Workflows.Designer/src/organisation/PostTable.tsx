import { Anchor } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import type { Api } from "../api/client";
import { DataTable, type Column } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { SidePanel } from "../ui/SidePanel";
import { StatusTag } from "../ui/StatusTag";
import { Timeline } from "../ui/Timeline";
import { byTime, type Appointment } from "./appointments";
import { canReplace, PostDialog } from "./PostActions";
import { AddPlaceDialog, SubstitutionPanel } from "./SubstitutionOrder";

type Post = Api["PlacePostsPostOfPlace"];
type Order = readonly Api["DesignationsDesignationView"][];
type Open =
  | { what: "end" | "replace"; appointment: Appointment }
  | { what: "history" | "order" | "substitute"; post: Post };

type Props = {
  place: Api["PlacePostsPlaceView"];
  /** The orders of substitution of its posts. */
  orders: Order;
  /** For whoever may change posts. */
  onGive?: (role: string) => void;
};

/** The posts of a place: who acts in each and why, who follows, and behind «…» what can be done. */
export function PostTable({ place, orders, onGive }: Props) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const orderOf = (post: Post) => orders.filter((one) => one.role === post.role);
  const changes = Boolean(onGive);

  const columns: Column<Post>[] = [
    { key: "role", head: "Cargo", names: true, cell: (post) => post.roleLabel },
    { key: "who", head: "Quién", cell: (post) => <WhoHolds post={post} order={orderOf(post)} /> },
    {
      key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right",
      cell: (post) => {
        const { current, before } = byTime(post.appointments);
        return (
          <MoreMenu
            label={`Más sobre ${post.roleLabel}`}
            acts={[
              onGive && { label: "Nombrar", onChoose: () => onGive(post.role) },
              ...(changes ? current.flatMap((appointment) => actsOn(appointment, current.length > 1)) : []),
              changes && { label: "Agregar subrogante", onChoose: () => setOpen({ what: "substitute", post }) },
              orderOf(post).length > 0 && { label: "Ver el orden de subrogancia", onChoose: () => setOpen({ what: "order", post }) },
              before.length > 0 && { label: `Ver quién lo tuvo antes (${before.length})`, onChoose: () => setOpen({ what: "history", post }) },
            ]}
          />
        );
      },
    },
  ];

  /** Where several hold the same post, each act says whose. */
  function actsOn(appointment: Appointment, isOneOfMany: boolean) {
    const whose = isOneOfMany ? ` a ${appointment.personName}` : "";
    return [
      canReplace(appointment) && { label: `Reemplazar${whose}`, onChoose: () => setOpen({ what: "replace", appointment }) },
      { label: isOneOfMany ? `Terminar el cargo de ${appointment.personName}` : "Terminar el cargo", isDangerous: true, onChoose: () => setOpen({ what: "end", appointment }) },
    ];
  }

  return (
    <>
      <DataTable caption="Cargos y quién los tiene" rows={place.posts} keyOf={(post) => post.role} minWidth="36rem" columns={columns} />
      {open && "appointment" in open && <PostDialog appointment={open.appointment} act={open.what} onClose={close} />}
      {open?.what === "history" && (
        <SidePanel title={`${open.post.roleLabel}: quién lo tuvo antes`} onClose={close}>
          <Timeline
            label="Quién lo tuvo antes"
            moments={byTime(open.post.appointments).before.map((line) => ({
              key: String(line.id), title: `${line.personName}${line.post.isSubstitute ? " (S)" : ""}`, children: <div className="support">{spanOf(line)}</div>,
            }))}
          />
        </SidePanel>
      )}
      {open?.what === "order" && (
        <SidePanel title={`Orden de subrogancia de ${open.post.roleLabel}`} onClose={close}>
          <SubstitutionPanel post={open.post} order={orderOf(open.post)} changes={changes} onAdd={() => setOpen({ what: "substitute", post: open.post })} />
        </SidePanel>
      )}
      {open?.what === "substitute" && <AddPlaceDialog post={{ ...open.post, scope: place.code }} order={orderOf(open.post)} onClose={close} />}
    </>
  );
}

function WhoHolds({ post, order }: { post: Post; order: Order }) {
  const { current } = byTime(post.appointments);

  return (
    <>
      {current.map((line) => (
        <div key={line.id}>
          <Anchor component={Link} to={`/organizacion/personas/${line.personId}/cargos`}>
            {line.personName}
          </Anchor>
          {line.post.isSubstitute && " (S)"}
          <span className="support"> {spanOf(line)}</span>
        </div>
      ))}
      {post.isVacant && <StatusTag bare tone="soon">Vacante: los avisos suben a quien sigue en la línea.</StatusTag>}
      {!post.isVacant && current.length === 0 && post.acting.length === 0 && <span className="support">Sin nadie asignado</span>}
      {post.acting.filter((holder) => holder.basis).map((holder) => (
        <div key={holder.personId}>
          Actúa {holder.name}: {holder.basis}.
        </div>
      ))}
      {order.length > 0 && <div className="support">Subrogan, en orden: {order.filter((one) => !one.validTo).map((one) => one.personName).join("; ")}.</div>}
    </>
  );
}

/** «desde el lunes 01/01/2024 hasta el …». */
function spanOf({ post }: Appointment): string {
  return [post.validFrom && `desde el ${longDay(post.validFrom)}`, post.validTo && `hasta el ${longDay(post.validTo)}`].filter(Boolean).join(" ");
}
