import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { shortDateTime } from "../ui/dates";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { accessOf } from "./access";
import { AppointmentTable } from "./AppointmentTable";
import { byTime } from "./appointments";
import { EditPersonDialog } from "./EditPersonDialog";
import { GivePostDialog } from "./GivePostDialog";
import { PersonActs } from "./PersonActs";
import { useRights } from "./useRights";

/** One person: whether they can enter, their posts now and before. Whoever administers corrects their name, address and RUN. */
export function PersonPage() {
  const { id = "" } = useParams();
  const rights = useRights();
  const [open, setOpen] = useState<"edit" | "give">();
  const person = useQuery({
    queryKey: ["/api/organisation/people", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/people/{id}", { params: { path: { id } }, signal })),
  });
  const query = { personId: id, pageSize: 200 };
  const posts = useQuery({
    queryKey: ["/api/organisation/appointments", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/appointments", { params: { query }, signal })),
  });
  const close = () => setOpen(undefined);

  return (
    <Answer query={person} heading="Persona">
      {(found) => (
        <Page
          title={found.name}
          state={<StatusTag tone={accessOf(found).tone}>{accessOf(found).label}</StatusTag>}
          facts={[
            found.email || "Sin correo", found.lastLoginAt ? `Último ingreso: ${shortDateTime(found.lastLoginAt)}` : "Nunca ha ingresado",
            found.hasRun ? "Tiene RUN: puede ingresar con ClaveÚnica" : "Sin RUN: no puede ingresar con ClaveÚnica",
          ]}
          actions={
            <>
              {rights.administers && <PersonActs person={found} isOfPage others={[{ label: "Corregir datos", onChoose: () => setOpen("edit") }]} />}
              {(rights.administers || rights.coordinates) && found.active && <Button onClick={() => setOpen("give")}>Dar un cargo</Button>}
            </>
          }
        >
          <Answer query={posts}>
            {(list) => {
              const { current, before } = byTime(list.items);
              return (
                <>
                  {current.length === 0 ? (
                    <EmptyState title="No tiene cargos vigentes">Sin un cargo no recibe tareas ni avisos.</EmptyState>
                  ) : (
                    <AppointmentTable caption="Cargos vigentes y por empezar" appointments={current} shows={{ role: true, place: true, acts: rights.administers || rights.coordinates }} />
                  )}
                  {before.length > 0 && (
                    <section className="section" aria-labelledby="antes">
                      <h2 id="antes">Antes</h2>
                      <AppointmentTable caption="Cargos anteriores" appointments={before} shows={{ role: true, place: true }} />
                    </section>
                  )}
                </>
              );
            }}
          </Answer>
          {open === "edit" && <EditPersonDialog person={found} onClose={close} />}
          {open === "give" && <GivePostDialog person={found} onClose={close} />}
        </Page>
      )}
    </Answer>
  );
}
