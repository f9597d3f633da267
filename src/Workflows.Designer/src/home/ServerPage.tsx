import { HealthPanel } from "../health/HealthPanel";
import { useHealth } from "../health/useHealth";
import { Page } from "../ui/Page";

/** Whether the server is well, for whoever runs it or wonders why something does not answer. */
export function ServerPage() {
  const health = useHealth();

  return (
    <Page title="Estado del servicio" width="reading">
      <HealthPanel health={health.current} onAskAgain={health.askAgain} />
    </Page>
  );
}
