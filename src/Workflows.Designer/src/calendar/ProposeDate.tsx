import { TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { ProposalDialog } from "./ProposalDialog";

/** Another deadline for open tasks. */
export function ProposeDate({ taskIds, onClose }: { taskIds: string[]; onClose: () => void }) {
  const [date, setDate] = useState("");
  const [hour, setHour] = useState("");

  return (
    <ProposalDialog
      title="Proponer otra fecha"
      explanation="El plazo no cambia todavía: otra persona lo revisa y lo aprueba. Lo que ya se avisó queda como fue."
      norm={{ description: "Si una lo dice." }}
      asked={{ taskIds, deadline: hour ? `${date}T${hour}` : date }}
      send={({ norm, ...asked }, header) => answerOf(api.POST("/api/calendar/proposals/dates", { params: { header }, body: { ...asked, norm: norm || null } }))}
      onClose={onClose}
    >
      <TextInput type="date" label="Vence el" required value={date} onChange={(event) => setDate(event.currentTarget.value)} />
      <TextInput type="time" label="A las" description="Sin hora, vence al fin del día." value={hour} onChange={(event) => setHour(event.currentTarget.value)} />
    </ProposalDialog>
  );
}
