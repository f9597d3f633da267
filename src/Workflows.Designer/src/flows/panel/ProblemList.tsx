import type { Api } from "../../api/client";
import { StatusTag } from "../../ui/StatusTag";

/** What the check says of a step. */
export function ProblemList({ problems }: { problems: readonly Api["Problem"][] }) {
  return (
    <ul className="step-panel__problems" aria-label="Problemas de este paso">
      {problems.map(({ code, message, isError }, at) => (
        <li key={`${code} ${at}`}>
          <StatusTag bare tone={isError ? "late" : "soon"}>{isError ? "Impide publicar" : "Aviso"}</StatusTag> {message}
        </li>
      ))}
    </ul>
  );
}
