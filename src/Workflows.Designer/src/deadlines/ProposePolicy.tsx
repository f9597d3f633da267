import { Button, Group, NumberInput, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";
import type { Policy } from "./policies";

type Props = { definitionId: string; activityId: string; policy: Policy; onClose: () => void };

/** The policy of a stage corrected for the tasks that are open: a proposal with its list of deadlines, for another person to approve. */
export function ProposePolicy({ definitionId, activityId, policy, onClose }: Props) {
  const navigate = useNavigate();
  const [year, setYear] = useState<number | null>(null);
  const [norm, setNorm] = useState("");
  const [reason, setReason] = useState("");
  const propose = useCommand(
    (body: Api["ProposeChangePolicyRequest"], header) => answerOf(api.POST("/api/calendar/proposals/policies", { params: { header }, body })),
    { refreshes: ["/api/calendar/proposals"], onDone: (proposal) => navigate(`/calendario/propuestas/${proposal.id}`) },
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    propose.mutate({ definitionId, activityId, policy, reason, norm: norm || null, year });
  }

  return (
    <Dialog title="Proponer para las tareas abiertas" onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <p>Nada cambia todavía. Verás la lista de plazos que se mueven, y otra persona la aprueba. Lo que ya se avisó queda como fue.</p>
          {propose.error && <ProblemAlert problem={propose.error} />}
          <NumberInput
            label="Año del proceso" description="Sin año, para las tareas abiertas de todos los años." allowDecimal={false} min={2015} max={2045}
            value={year ?? ""} onChange={(number) => setYear(typeof number === "number" ? number : null)}
          />
          <TextInput label="Norma" description="Si una lo dice, como «Decreto 334, art. 12»." maxLength={300} value={norm} onChange={(event) => setNorm(event.currentTarget.value)} />
          <Textarea
            label="Motivo" description="Queda en la historia de cada plazo que cambie." required autosize minRows={2} value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={propose.isPending}>
              Proponer el cambio
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancelar
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
