import { Button, Group, Tabs } from "@mantine/core";
import { Link } from "react-router";
import { hasRole, useSession } from "../session/session";
import { Page } from "../ui/Page";
import { AppointmentList } from "./AppointmentList";
import { CommitteeList } from "./CommitteeList";
import { InstitutionList } from "./InstitutionList";
import { PeopleList } from "./PeopleList";
import { RegionList } from "./RegionList";

/** Who is who: people and whether they can enter, posts with their dates, institutions, regions, committees. Whoever administers also changes them. */
export function OrganisationPage() {
  const session = useSession()!;
  const administers = hasRole(session, "national.administrator");
  const audits = administers || hasRole(session, "national.auditor");

  return (
    <Page
      title="Organización"
      actions={
        <Group gap="xs">
          {administers && (
            <>
              <Button component={Link} to="/organizacion/importar" variant="default">
                Importar una lista
              </Button>
              <Button component={Link} to="/organizacion/claves" variant="default">
                Claves de API
              </Button>
            </>
          )}
          <Button component={Link} to="/organizacion/separacion" variant="default">
            Separación de funciones
          </Button>
          {audits && (
            <Button component={Link} to="/organizacion/lecturas" variant="default">
              Lecturas de datos personales
            </Button>
          )}
        </Group>
      }
    >
      <Tabs defaultValue="personas" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="personas">Personas</Tabs.Tab>
          <Tabs.Tab value="cargos">Cargos</Tabs.Tab>
          <Tabs.Tab value="instituciones">Instituciones</Tabs.Tab>
          <Tabs.Tab value="regiones">Regiones</Tabs.Tab>
          <Tabs.Tab value="comites">Comités</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="personas">
          <PeopleList administers={administers} />
        </Tabs.Panel>
        <Tabs.Panel value="cargos">
          <AppointmentList />
        </Tabs.Panel>
        <Tabs.Panel value="instituciones">
          <InstitutionList />
        </Tabs.Panel>
        <Tabs.Panel value="regiones">
          <RegionList />
        </Tabs.Panel>
        <Tabs.Panel value="comites">
          <CommitteeList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
