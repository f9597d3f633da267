import { Button } from "@mantine/core";
import { useState } from "react";
import { hasRole, useSession } from "../session/session";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { PageTabs } from "../ui/PageTabs";
import { AddPersonDialog } from "./AddPersonDialog";
import { AppointmentList } from "./AppointmentList";
import { CommitteeList } from "./CommitteeList";
import { InstitutionList } from "./InstitutionList";
import { PeopleList } from "./PeopleList";
import { RegionList } from "./RegionList";
import { UnplacedList } from "./UnplacedList";

/** What narrows one of the lists says nothing of another. */
const narrowing = ["search", "sort", "role", "active", "ministry", "regime"];

/** Who is who: people and whether they can enter, posts with their dates, institutions, regions, committees. Whoever administers also changes them. */
export function OrganisationPage() {
  const session = useSession()!;
  const administers = hasRole(session, "national.administrator");
  const confirms = administers || hasRole(session, "national.coordinator");
  const audits = administers || hasRole(session, "national.auditor");
  const [adding, setAdding] = useState(false);

  return (
    <Page
      title="Organización"
      actions={
        <>
          <MoreMenu
            label="Más sobre la organización" isOfPage
            acts={[
              administers && { label: "Importar una lista", to: "/organizacion/importar" },
              administers && { label: "Claves de API", to: "/organizacion/claves" },
              { label: "Separación de funciones", to: "/organizacion/separacion" },
              audits && { label: "Lecturas de datos personales", to: "/organizacion/lecturas" },
            ]}
          />
          {administers && <Button onClick={() => setAdding(true)}>Invitar a una persona</Button>}
        </>
      }
    >
      <PageTabs
        filters={narrowing}
        tabs={[
          { value: "personas", label: "Personas", draw: () => <PeopleList administers={administers} /> },
          { value: "cargos", label: "Cargos", draw: () => <AppointmentList /> },
          { value: "instituciones", label: "Instituciones", draw: () => <InstitutionList /> },
          { value: "regiones", label: "Regiones", draw: () => <RegionList /> },
          { value: "comites", label: "Comités", draw: () => <CommitteeList /> },
          ...(confirms ? [{ value: "por-confirmar", label: "Por confirmar", draw: () => <UnplacedList /> }] : []),
        ]}
      />
      {administers && <AddPersonDialog opened={adding} onClose={() => setAdding(false)} />}
    </Page>
  );
}
