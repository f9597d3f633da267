import { Anchor, Text } from "@mantine/core";
import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import type { Api } from "../../api/client";
import { useSession } from "../../session/session";
import { SessionRoom } from "../../sessions/SessionRoom";
import { Callout } from "../../ui/Callout";
import { Answer } from "../../ui/Answer";
import { Page } from "../../ui/Page";
import type { Content } from "../form/content";
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
    <Page title={task.data?.summary.title ?? "Tarea"}>
      <Anchor component={Link} to="/tareas">
        Volver a Mis tareas
      </Anchor>
      <Answer query={task}>
        {(found) => (
          // Another visit is another task: nothing typed in one appears in the next.
          <div key={found.summary.id} className="task">
            <TaskFacts task={found} />
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
        )}
      </Answer>
    </Page>
  );
}
