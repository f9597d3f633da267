import { Tabs } from "@mantine/core";
import { Page } from "../ui/Page";
import { useFilters } from "../ui/useFilters";
import { BreachPanel } from "./BreachPanel";
import { RecordPanel } from "./RecordPanel";
import { RequestsPanel } from "./RequestsPanel";
import { RetentionPanel } from "./RetentionPanel";

const tabs = [
  { value: "solicitudes", label: "Solicitudes", Panel: RequestsPanel },
  { value: "registro", label: "Registro de tratamiento", Panel: RecordPanel },
  { value: "retencion", label: "Retención", Panel: RetentionPanel },
  { value: "vulneracion", label: "Vulneraciones", Panel: BreachPanel },
];

/** «Protección de datos» (Ley 21.719): what people ask, the record of processing, how long data stay, and whom a breach reached. */
export function PrivacyPage() {
  const filters = useFilters();
  const { value: shown, Panel } = tabs.find((tab) => tab.value === filters.of("ver")) ?? tabs[0]!;

  return (
    <Page title="Protección de datos" facts={["Ley 21.719"]}>
      <Tabs value={shown} onChange={(value) => filters.set({ ver: value ?? "", state: "" })} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown}>
          <Panel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
