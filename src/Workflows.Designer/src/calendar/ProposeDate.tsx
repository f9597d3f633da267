import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Dialog } from "../ui/Dialog";
import { ProblemAlert } from "../ui/ProblemAlert";

/** Another deadline for open tasks: a proposal that another person approves after seeing what it moves. */
export function ProposeDate({ taskIds, onClose }: { taskIds: string[]; onClose: () => void }) {
  const navigate = useNavigate();
  const [date, setDate] = useState("");
  const [hour, setHour] = useState("");
  const [norm, setNorm] = useState("");
  const [reason, setReason] = useState("");
  const propose = useCommand(
    (body: Api["ProposeChangeDateRequest"], header) => answerOf(api.POST("/api/calendar/proposals/dates", { params: { header }, body })),
    { refreshes: ["/api/calendar/proposals"], onDone: (proposal) => navigate(`/calendario/propuestas/${proposal.id}`) },
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    propose.mutate({ taskIds, deadline: hour ? `${date}T${hour}` : date, reason, norm: norm || null });
  }

  return (
    <Dialog title="Proponer otra fecha" onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <p>El plazo no cambia todavía: otra persona lo revisa y lo aprueba. Lo que ya se avisó queda como fue.</p>
          {propose.error && <ProblemAlert problem={propose.error} />}
          <TextInput type="date" label="Vence el" required value={date} onChange={(event) => setDate(event.currentTarget.value)} />
          <TextInput type="time" label="A las" description="Sin hora, vence al fin del día." value={hour} onChange={(event) => setHour(event.currentTarget.value)} />
          <TextInput label="Norma" description="Si una lo dice." maxLength={300} value={norm} onChange={(event) => setNorm(event.currentTarget.value)} />
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
