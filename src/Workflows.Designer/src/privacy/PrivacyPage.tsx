import { Tabs } from "@mantine/core";
import { Page } from "../ui/Page";
import { BreachPanel } from "./BreachPanel";
import { RecordPanel } from "./RecordPanel";
import { RequestsPanel } from "./RequestsPanel";
import { RetentionPanel } from "./RetentionPanel";

/** «Protección de datos» (Ley 21.719): what people ask, the record of processing, how long data stay, and whom a breach reached. */
export function PrivacyPage() {
  return (
    <Page title="Protección de datos">
      <Tabs defaultValue="solicitudes" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="solicitudes">Solicitudes</Tabs.Tab>
          <Tabs.Tab value="registro">Registro de tratamiento</Tabs.Tab>
          <Tabs.Tab value="retencion">Retención</Tabs.Tab>
          <Tabs.Tab value="vulneracion">Vulneraciones</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="solicitudes">
          <RequestsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="registro">
          <RecordPanel />
        </Tabs.Panel>
        <Tabs.Panel value="retencion">
          <RetentionPanel />
        </Tabs.Panel>
        <Tabs.Panel value="vulneracion">
          <BreachPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
