import { useQueryClient } from "@tanstack/react-query";
import { Button } from "@mantine/core";
import { ApiProblem } from "../../api/problem";
import { shortDateTime } from "../../ui/dates";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateText } from "../../ui/StateText";
import type { Saving } from "../draft/useDraft";

const noLongerTheirs = new ApiProblem(
  404, "Esta tarea ya no es tuya", "Tu cargo terminó o la tarea pasó a otra persona. Lo que escribiste sigue en esta página: cópialo si lo necesitas.",
);

/** Where what was typed is kept right now. */
export function SavingText({ saving }: { saving: Saving }) {
  const queries = useQueryClient();

  // The task was theirs when they opened the page: "it does not exist" would not say what happened.
  if (saving.kind === "refused" && saving.problem.status === 404) return <ProblemAlert problem={noLongerTheirs} />;
  if (saving.kind === "refused") return <ProblemAlert problem={saving.problem} />;
  return (
    <div className="task__saving" role="status">
      {saving.kind === "untouched" && <StateText tone="neutral">Lo que escribas se guarda solo.</StateText>}
      {saving.kind === "typing" && <StateText tone="neutral">Guardando…</StateText>}
      {saving.kind === "saved" && <StateText tone="good">Guardado el {shortDateTime(saving.at)}.</StateText>}
      {saving.kind === "local" && saving.why === "offline" && (
        <StateText tone="warning">Sin conexión. Lo que escribes queda en este equipo y se guardará solo.</StateText>
      )}
      {saving.kind === "local" && saving.why === "session" && (
        <>
          <StateText tone="warning">Tu sesión terminó. Lo que escribiste está en este equipo.</StateText>{" "}
          <Button size="compact-md" onClick={() => queries.setQueryData(["/api/session"], null)}>
            Ingresar de nuevo
          </Button>
        </>
      )}
      {saving.kind === "own" && <StateText tone="good">Queda en este equipo hasta que lo envíes.</StateText>}
      {saving.kind === "conflict" && <StateText tone="warning">Hay dos textos distintos. Elige uno para seguir.</StateText>}
    </div>
  );
}
