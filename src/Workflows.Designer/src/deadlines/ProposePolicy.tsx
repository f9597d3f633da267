import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { ProposalDialog } from "../calendar/ProposalDialog";
import type { Policy } from "./policies";

type Props = { definitionId: string; activityId: string; policy: Policy; onClose: () => void };

/** The policy of a stage corrected for the tasks that are open. */
export function ProposePolicy({ definitionId, activityId, policy, onClose }: Props) {
  const [year, setYear] = useState<number | null>(null);

  return (
    <ProposalDialog
      title="Proponer para las tareas abiertas"
      explanation="Nada cambia todavía. Verás la lista de plazos que se mueven, y otra persona la aprueba. Lo que ya se avisó queda como fue."
      norm={{ description: "Si una lo dice, como «Decreto 334, art. 12»." }}
      asked={{ definitionId, activityId, policy, year }}
      send={({ norm, ...asked }, header) => answerOf(api.POST("/api/calendar/proposals/policies", { params: { header }, body: { ...asked, norm: norm || null } }))}
      onClose={onClose}
    >
      <NumberInput
        label="Año del proceso" description="Sin año, para las tareas abiertas de todos los años." allowDecimal={false} min={2015} max={2045}
        value={year ?? ""} onChange={(number) => setYear(typeof number === "number" ? number : null)}
      />
    </ProposalDialog>
  );
}
