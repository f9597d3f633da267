import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { mayChange } from "./appointments";
import { GivePostDialog } from "./GivePostDialog";
import { MoveDialog } from "./MoveDialog";
import { PostTable } from "./PostTable";
import { SupervisionSection } from "./SupervisionSection";
import { UnitsSection } from "./UnitsSection";
import { useRights } from "./useRights";

type Place = Api["PlacePostsPlaceView"];

/** One institution, ministry or region: its posts, who acts in each, which are vacant, and who held them before. */
export function PlacePage() {
  const { code = "" } = useParams();
  const changes = mayChange(useRights(), "Institution");
  const [open, setOpen] = useState<{ give: string } | "move">();
  const close = () => setOpen(undefined);
  const place = useQuery({
    queryKey: ["/api/organisation/places", code],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/places/{code}", { params: { path: { code } }, signal })),
  });
  const orders = useQuery({
    queryKey: ["/api/organisation/designations", code],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/designations", { params: { query: { scope: code } }, signal })),
  });

  return (
    <Answer query={place} heading="Institución">
      {(found) => (
        <Page
          title={found.name} state={<Vacancies place={found} />} facts={[`Código ${found.code}`, <MinistryOf key="ministry" place={found} />]}
          actions={
            changes && (
              <>
                <MoreMenu
                  label={`Más sobre ${found.name}`} isOfPage acts={[found.scopeKind === "Institution" && { label: "Pasar a otro ministerio", onChoose: () => setOpen("move") }]}
                />
                <Button onClick={() => setOpen({ give: "" })}>Dar un cargo</Button>
              </>
            )
          }
        >
          <PostTable place={found} orders={orders.data ?? []} onGive={changes ? (role) => setOpen({ give: role }) : undefined} />
          {found.scopeKind === "Institution" && (found.undersecretariatCode || found.isUnsaid) && <SupervisionSection place={found} changes={changes} />}
          {found.undersecretariats.length > 0 && <Undersecretariats place={found} />}
          {found.dependencies.length > 0 && <Dependencies place={found} />}
          {found.scopeKind !== "Region" && !(found.scopeKind === "Ministry" && found.ministryCode) && <UnitsSection place={found} changes={changes} />}
          {open === "move" && <MoveDialog place={found} onClose={close} />}
          {open !== undefined && open !== "move" && <GivePostDialog place={found} role={open.give} onClose={close} />}
        </Page>
      )}
    </Answer>
  );
}

/** A region's posts are not all filled by this system: there a vacancy says nothing. */
function Vacancies({ place }: { place: Place }) {
  const vacant = place.posts.filter((post) => post.isVacant).length;
  if (place.scopeKind === "Region") return null;
  return vacant === 0 ? <StatusTag tone="done">Sin cargos vacantes</StatusTag> : <StatusTag tone="soon">{vacant === 1 ? "1 cargo vacante" : `${vacant} cargos vacantes`}</StatusTag>;
}

function MinistryOf({ place }: { place: Place }) {
  if (!place.ministryCode) return null;
  return (
    <Anchor underline="always" component={Link} to={`/organizacion/lugares/${place.ministryCode}/cargos`}>
      {place.ministryName}
    </Anchor>
  );
}

/** Those of a ministry; each has a page with its post. */
function Undersecretariats({ place }: { place: Place }) {
  return (
    <section className="section" aria-labelledby="subsecretarias">
      <h2 id="subsecretarias">Subsecretarías</h2>
      <ul className="lines">
        {place.undersecretariats.map((one) => (
          <li key={one.code}>
            <Anchor underline="always" component={Link} to={`/organizacion/lugares/${one.code}/cargos`}>
              {one.name}
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The ministries an institution answers to by law, one after the other. */
function Dependencies({ place }: { place: Place }) {
  return (
    <section className="section" aria-labelledby="ministerios">
      <h2 id="ministerios">De qué ministerio depende</h2>
      <ul className="lines">
        {place.dependencies.map((one) => (
          <li key={one.id}>
            {one.ministryName}
            {one.validFrom && `, desde el ${longDay(one.validFrom)}`}
            {one.validTo && `, hasta el ${longDay(one.validTo)}`}
            {one.norm && ` (${one.norm})`}
          </li>
        ))}
      </ul>
    </section>
  );
}
