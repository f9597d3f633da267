import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { Answer } from "../ui/Answer";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StatusTag } from "../ui/StatusTag";
import { EntryLog } from "./EntryLog";
import { Guests } from "./Guests";
import { ItemVotes } from "./ItemVotes";
import { QuorumNow } from "./QuorumNow";
import { instantAt, type Fact, type Session } from "./record";
import "./sessions.css";
import { useSessionRecord, useWriting } from "./useSession";
import { WhoIsIn } from "./WhoIsIn";

/** A session while it goes on: who is in, the quorum, the votes. Its secretariat writes; whoever else reads the task, reads. */
export function SessionRoom({ taskId }: { taskId: string }) {
  const record = useSessionRecord(taskId);

  return (
    <section className="section" aria-labelledby="sesion">
      <h2 id="sesion">La sesión</h2>
      <Answer query={record}>{(session) => <Room taskId={taskId} session={session} seenAt={record.dataUpdatedAt} />}</Answer>
    </section>
  );
}

function Room({ taskId, session, seenAt }: { taskId: string; session: Session; seenAt: number }) {
  const { waiting, problem, write } = useWriting(taskId, session, seenAt);
  const [hour, setHour] = useState("");
  const isHour = hour === "" || instantAt("2026-01-01", hour) !== undefined;
  const act = session.canWrite && isHour ? (facts: readonly Fact[]) => write(facts, hour) : undefined;

  return (
    <Stack gap="lg">
      <QuorumNow session={session} />
      {session.canWrite && (
        <Group align="end">
          <TextInput
            label="Hora de lo que registras"
            description={hour && isHour ? `Lo que registres queda a las ${hour}. Bórrala para volver a la de ahora.` : "Déjala vacía para usar la de ahora."}
            placeholder="Ahora"
            value={hour}
            error={isHour ? undefined : "Escríbela como 10:30."}
            onChange={(event) => setHour(event.currentTarget.value)}
            className="session__hour"
          />
          <Button variant="default" disabled={!act} onClick={() => act?.([{ kind: "Quorum" }])}>
            Contar el quórum
          </Button>
        </Group>
      )}
      <div role="status">
        {waiting.length > 0 && (
          <StatusTag bare tone="soon">{waiting.length === 1 ? "1 registro se está enviando." : `${waiting.length} registros se están enviando.`} No cierres esta página.</StatusTag>
        )}
      </div>
      {problem && <ProblemAlert problem={problem} />}
      <WhoIsIn session={session} waiting={waiting} act={act} />
      <Guests session={session} act={act} />
      {session.items.map((item) => (
        <ItemVotes key={item.number} item={item} seats={session.seats} waiting={waiting} act={act} />
      ))}
      <EntryLog entries={session.entries} act={act} />
    </Stack>
  );
}
