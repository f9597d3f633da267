import { Page } from "../ui/Page";
import { PageTabs } from "../ui/PageTabs";
import { BreachPanel } from "./BreachPanel";
import { RecordPanel } from "./RecordPanel";
import { RequestsPanel } from "./RequestsPanel";
import { RetentionPanel } from "./RetentionPanel";

/** «Protección de datos» (Ley 21.719): what people ask, the record of processing, how long data stay, and whom a breach reached. */
export function PrivacyPage() {
  return (
    <Page title="Protección de datos" facts={["Ley 21.719"]}>
      <PageTabs
        filters={["state"]}
        tabs={[
          { value: "solicitudes", label: "Solicitudes", draw: () => <RequestsPanel /> },
          { value: "registro", label: "Registro de tratamiento", draw: () => <RecordPanel /> },
          { value: "retencion", label: "Retención", draw: () => <RetentionPanel /> },
          { value: "vulneracion", label: "Vulneraciones", draw: () => <BreachPanel /> },
        ]}
      />
    </Page>
  );
}
