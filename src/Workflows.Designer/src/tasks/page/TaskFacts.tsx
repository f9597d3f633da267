import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { Api } from "../../api/client";
import { ExtensionPanel } from "../../calendar/ExtensionPanel";
import { ProposeDate } from "../../calendar/ProposeDate";
import { WhyThisDate } from "../../calendar/WhyThisDate";
import type { DayReason } from "../../calendar/derivation";
import { decides } from "../../session/places";
import { useSession } from "../../session/session";
import { longDateTime } from "../../ui/dates";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StatusTag } from "../../ui/StatusTag";
import { isAskedOfEach, urgencyOf } from "../words";
import { ReassignDialog } from "./ReassignDialog";
import { useHold } from "./useTask";
import { WhatComesNext } from "./WhatComesNext";

type Deadline = { sentence?: string; explanation?: DayReason[]; opensAt?: string };

/** For whom, until when and why then, what happens if nothing is done, and who has it. */
export function TaskFacts({ task }: { task: Api["TaskView"] }) {
  const { summary, notices } = task;
  const deadline = task.deadline as Deadline | null | undefined;
  const session = useSession();
  const [isMoving, setMoving] = useState(false);
  const isOpen = summary.state === "Open";
  const urgency = urgencyOf(summary.dueAt, Date.now());

  return (
    <section className="task__facts" aria-label="Datos de la tarea">
      {/* A process of one task is called as its task: said once, above. */}
      <p>{[summary.processName !== summary.title && summary.processName, summary.institutionName, task.roleLabel].filter(Boolean).join(" · ")}</p>
      {isOpen && deadline?.opensAt && Date.parse(deadline.opensAt) > Date.now() && (
        <StatusTag bare tone="unknown">
          <span>
            Todavía no se recibe: podrás enviarla desde el <strong>{longDateTime(deadline.opensAt)}</strong>. Puedes escribir antes; queda guardado.
          </span>
        </StatusTag>
      )}
      {summary.dueAt && (
        <div className="task__deadline">
          <StatusTag bare tone={isOpen ? urgency.tone : "unknown"}>
            <span>
              {summary.isOverdue ? "Venció" : isOpen ? "Vence" : "Vencía"} el <strong>{longDateTime(summary.dueAt)}</strong>
              {summary.clockNote && `, ${summary.clockNote}`}
              {isOpen && ` (${urgency.text.toLowerCase()})`}.
            </span>
          </StatusTag>
          {deadline?.explanation && <WhyThisDate derivation={deadline.explanation} sentence={deadline.sentence} />}
          {isOpen && <ExtensionPanel taskId={summary.id} canAsk={task.canAct} />}
          {isOpen && decides(session) && (
            <Button variant="default" size="compact-md" onClick={() => setMoving(true)}>
              Proponer otra fecha
            </Button>
          )}
          {isMoving && <ProposeDate taskIds={[summary.id]} onClose={() => setMoving(false)} />}
        </div>
      )}
      {isOpen && notices.length > 0 && <WhatComesNext taskId={summary.id} notices={notices} isMine={task.canAct} />}
      {isOpen && !isAskedOfEach(summary) && <Holder task={task} />}
    </section>
  );
}

function Holder({ task }: { task: Api["TaskView"] }) {
  const { summary, canAct, canReassign } = task;
  const { claim, release } = useHold(summary.id);
  const [isPassing, setPassing] = useState(false);
  const problem = claim.error ?? release.error;

  return (
    <div>
      <Group gap="sm">
        <Text>{summary.claimedByName ? `La tiene ${summary.claimedByName}.` : "Nadie la ha tomado."}</Text>
        {canAct && !summary.claimedBy && (
          <Button variant="default" size="compact-md" loading={claim.isPending} onClick={() => claim.mutate(null)}>
            Tomar la tarea
          </Button>
        )}
        {canAct && summary.claimedBy && (
          <Button variant="default" size="compact-md" loading={release.isPending} onClick={() => release.mutate(null)}>
            Dejar la tarea
          </Button>
        )}
        {canReassign && (
          <Button variant="default" size="compact-md" onClick={() => setPassing(true)}>
            Encargar a otra persona
          </Button>
        )}
      </Group>
      {summary.handedNote && (
        <Text size="sm">
          {summary.handedByName} la encargó: «{summary.handedNote}»
        </Text>
      )}
      {problem && <ProblemAlert problem={problem} />}
      {isPassing && <ReassignDialog taskId={summary.id} onClose={() => setPassing(false)} />}
    </div>
  );
}
