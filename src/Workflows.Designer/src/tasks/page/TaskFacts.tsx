import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { Api } from "../../api/client";
import { ExtensionPanel } from "../../calendar/ExtensionPanel";
import { ProposeTermChange } from "../../calendar/ProposeTermChange";
import { WhyThisDate } from "../../calendar/WhyThisDate";
import type { DayReason } from "../../calendar/derivation";
import { decides } from "../../session/places";
import { useSession } from "../../session/session";
import { longDateTime } from "../../ui/dates";
import { lastInTime } from "../../ui/lateness";
import { DeadlineCard } from "../../ui/DeadlineCard";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StatusTag } from "../../ui/StatusTag";
import { isAskedOfEach, urgencyOf } from "../words";
import { ReassignDialog } from "./ReassignDialog";
import { useHold } from "./useTask";
import { WhatComesNext } from "./WhatComesNext";

type Deadline = { sentence?: string; explanation?: DayReason[]; opensAt?: string; calendar?: string | null };

/** Beside what is written: until when and why then, what happens if nothing is done, and who has it. */
export function TaskFacts({ task }: { task: Api["TaskView"] }) {
  const { summary, notices } = task;
  const deadline = task.deadline as Deadline | null | undefined;
  const session = useSession();
  const [isMoving, setMoving] = useState(false);
  const isOpen = summary.state === "Open";
  const urgency = urgencyOf(summary, Date.now());
  const next = isOpen && notices.length > 0 && <WhatComesNext taskId={summary.id} notices={notices} isMine={task.canAct} lateFrom={summary.lateFrom} />;
  const isEarly = isOpen && deadline?.opensAt && Date.parse(deadline.opensAt) > Date.now();

  return (
    <>
      {summary.dueAt && (
        <DeadlineCard
          state={<StatusTag tone={isOpen ? urgency.tone : "unknown"}>{isOpen ? urgency.text : "Ya no corre"}</StatusTag>}
          verb={isOpen && summary.termState !== "InTerm" ? "Venció el" : isOpen ? "Vence el" : "Vencía el"} dueAt={summary.dueAt} otherwise={next}
        >
          {isOpen && summary.termState === "InAdditionalTerm" && <p>Se recibe en plazo adicional hasta el {longDateTime(lastInTime(summary.lateFrom!))}.</p>}
          {summary.clockNote && <p>{summary.clockNote}</p>}
          {isEarly && (
            <StatusTag bare tone="stopped">
              Todavía no se recibe: podrás enviarla desde el {longDateTime(deadline.opensAt!)}. Puedes escribir antes; queda guardado.
            </StatusTag>
          )}
          {deadline?.explanation && <WhyThisDate derivation={deadline.explanation} sentence={deadline.sentence} edition={deadline.calendar} />}
          {isOpen && <ExtensionPanel taskId={summary.id} canAsk={task.canAct} />}
          {isOpen && decides(session) && (
            <Button variant="default" size="compact-md" onClick={() => setMoving(true)}>
              Proponer un cambio de plazo
            </Button>
          )}
          {isMoving && <ProposeTermChange taskIds={[summary.id]} onClose={() => setMoving(false)} />}
        </DeadlineCard>
      )}
      {!summary.dueAt && next && <section className="card">{next}</section>}
      {isOpen && !isAskedOfEach(summary) && <Holder task={task} />}
    </>
  );
}

function Holder({ task }: { task: Api["TaskView"] }) {
  const { summary, canAct, canReassign } = task;
  const { claim, release } = useHold(summary.id);
  const [isPassing, setPassing] = useState(false);
  const problem = claim.error ?? release.error;

  return (
    <section className="card task__holder" aria-label="Quién la tiene">
      <Text>{summary.claimedByName ? `La tiene ${summary.claimedByName}.` : "Nadie la ha tomado."}</Text>
      {summary.handedNote && (
        <p className="support">
          {summary.handedByName} la encargó: «{summary.handedNote}»
        </p>
      )}
      <div className="task__acts">
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
      </div>
      {problem && <ProblemAlert problem={problem} />}
      {isPassing && <ReassignDialog taskId={summary.id} onClose={() => setPassing(false)} />}
    </section>
  );
}
