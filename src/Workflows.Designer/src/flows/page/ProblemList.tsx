import { Button } from "@mantine/core";
import { StatusTag } from "../../ui/StatusTag";
import type { Command } from "../draft/commands";
import type { FlowDocument } from "../draft/document";
import { commandOf } from "./fixes";
import type { Problem } from "./useCheck";

type Props = { problems: readonly Problem[]; document: FlowDocument; isCurrent: boolean; isReadOnly: boolean; onCommand: (command: Command) => void; onGoTo: (step: string) => void };

/** What keeps the flow from being published, and what deserves a look. The server says it; it is asked after each edit. */
export function ProblemList({ problems, document, isCurrent, isReadOnly, onCommand, onGoTo }: Props) {
  if (problems.length === 0) return <p className="support designer__none">{isCurrent ? "Nada impide publicar este flujo." : "Se está revisando…"}</p>;
  const sorted = problems.toSorted((one, other) => Number(other.severity === "Error") - Number(one.severity === "Error"));

  return (
    <ul className="problem-list">
      {sorted.map((problem, at) => (
        <li key={`${problem.code} ${problem.activityId} ${at}`}>
          <StatusTag bare tone={problem.severity === "Error" ? "late" : "soon"}>{problem.severity === "Error" ? "Impide publicar" : "Aviso"}</StatusTag>
          <span>{problem.label && <b>{problem.label}: </b>}{problem.message}</span>
          <Mend problem={problem} document={document} isOff={isReadOnly || !isCurrent} onCommand={onCommand} />
          {problem.activityId && (
            <Button variant="subtle" size="compact-sm" aria-label={`Ir al paso ${problem.label ?? ""}: ${problem.message}`} onClick={() => onGoTo(problem.activityId!)}>
              Ir al paso
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the checker would do about it, in one click. */
function Mend({ problem, document, isOff, onCommand }: { problem: Problem; document: FlowDocument; isOff: boolean; onCommand: (command: Command) => void }) {
  const command = problem.fix && problem.activityId ? commandOf(problem.fix, problem.activityId, document) : null;
  if (!command || isOff) return <span />;
  return (
    <Button variant="default" size="compact-sm" onClick={() => onCommand(command)}>
      {problem.fix!.label}
    </Button>
  );
}
