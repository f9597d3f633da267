import { Text } from "@mantine/core";
import { useCallback, useState } from "react";
import { useParams } from "react-router";
import type { Api } from "../../api/client";
import { useSession } from "../../session/session";
import { SessionRoom } from "../../sessions/SessionRoom";
import { Callout } from "../../ui/Callout";
import { Answer } from "../../ui/Answer";
import { Page } from "../../ui/Page";
import { StatusTag } from "../../ui/StatusTag";
import type { Content } from "../form/content";
import { outcomeLabels } from "../words";
import { ActPanel } from "./ActPanel";
import { ClosedTask } from "./ClosedTask";
import { RoundsHistory } from "./RoundsHistory";
import { TaskFacts } from "./TaskFacts";
import "./task.css";
import { useTask } from "./useTask";

/** A task: what is asked, until when, and what this person may do with it now. */
export function TaskPage() {
  const { id = "" } = useParams();
  const session = useSession();
  const task = useTask(id);
  const [sent, setSent] = useState<Api["ActOnTaskResponse"]>();
  const onSent = useCallback((answer: Api["ActOnTaskResponse"]) => setSent(answer), []);

  return (
    <Page title={task.data?.summary.title ?? "Tarea"} state={task.data && stateOf(task.data.summary)} facts={factsOf(task.data)}>
      <Answer query={task}>
        {(found) => (
          // Another visit is another task: nothing typed in one appears in the next.
          <div key={found.summary.id} className="task">
            <aside className="task__aside" aria-label="Plazo y responsables">
              <TaskFacts task={found} />
            </aside>
            <div className="task__work">
            {(found.content as Content).session != null && <SessionRoom taskId={found.summary.id} />}
            {found.summary.state !== "Open" || found.receipt ? (
              <ClosedTask task={found} sent={sent?.taskId === found.summary.id ? sent : undefined} />
            ) : found.canAct && session ? (
              <ActPanel task={found} personId={session.personId} onSent={onSent} />
            ) : (
              <>
                {found.instructions && <Text>{found.instructions}</Text>}
                {found.separationProblem && (
                  <Callout role="status" tone="soon" title="Esta tarea la hace otra persona">
                    {found.separationProblem}
                  </Callout>
                )}
                <Text>{found.summary.claimedByName ? `${found.summary.claimedByName} tomó esta tarea.` : "Puedes leer esta tarea. La hace quien tiene el cargo."}</Text>
                <RoundsHistory taskId={found.summary.id} />
              </>
            )}
            </div>
          </div>
        )}
      </Answer>
    </Page>
  );
}

function stateOf(summary: Api["TaskSummary"]) {
  if (summary.state === "Withdrawn") return <StatusTag tone="unknown">Retirada</StatusTag>;
  if (summary.state !== "Open") return <StatusTag tone="done">{outcomeLabels[summary.outcome ?? ""] ?? "Terminada"}</StatusTag>;
  return summary.isReturned ? <StatusTag tone="returned">Devuelta con observaciones</StatusTag> : null;
}

/** For whom and in which process; a process of one task is called as its task, and that is said once, above. */
function factsOf(task: Api["TaskView"] | undefined) {
  if (!task) return [];
  const { summary } = task;
  return [summary.processName !== summary.title && summary.processName, summary.institutionName, task.roleLabel];
}
