import { Button, Tabs } from "@mantine/core";
import { useState } from "react";
import { hasRole, useSession } from "../session/session";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { useFilters } from "../ui/useFilters";
import { AddPersonDialog } from "./AddPersonDialog";
import { AppointmentList } from "./AppointmentList";
import { CommitteeList } from "./CommitteeList";
import { InstitutionList } from "./InstitutionList";
import { PeopleList } from "./PeopleList";
import { RegionList } from "./RegionList";

const tabs = [
  ["personas", "Personas"], ["cargos", "Cargos"], ["instituciones", "Instituciones"], ["regiones", "Regiones"], ["comites", "Comités"],
] as const;

/** Who is who: people and whether they can enter, posts with their dates, institutions, regions, committees. Whoever administers also changes them. */
export function OrganisationPage() {
  const session = useSession()!;
  const administers = hasRole(session, "national.administrator");
  const audits = administers || hasRole(session, "national.auditor");
  const [adding, setAdding] = useState(false);
  const filters = useFilters();
  const tab = tabs.find(([value]) => value === filters.of("ver"))?.[0] ?? "personas";
  // Another list has other filters.
  const show = (value: string | null) => filters.set({ ver: value === "personas" ? "" : (value ?? ""), search: "", sort: "", role: "", scope: "", active: "", ministry: "", regime: "" });

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
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          {tab === "personas" && <PeopleList administers={administers} />}
          {tab === "cargos" && <AppointmentList />}
          {tab === "instituciones" && <InstitutionList />}
          {tab === "regiones" && <RegionList />}
          {tab === "comites" && <CommitteeList />}
        </Tabs.Panel>
      </Tabs>
      {administers && <AddPersonDialog opened={adding} onClose={() => setAdding(false)} />}
    </Page>
  );
}
