import { useQueryClient } from "@tanstack/react-query";
import { Button } from "@mantine/core";
import { ApiProblem } from "../../api/problem";
import { shortDateTime } from "../../ui/dates";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StatusTag } from "../../ui/StatusTag";
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
      {saving.kind === "untouched" && <StatusTag bare tone="unknown">Lo que escribas se guarda solo.</StatusTag>}
      {saving.kind === "typing" && <StatusTag bare tone="unknown">Guardando…</StatusTag>}
      {saving.kind === "saved" && <StatusTag bare tone="done">Guardado el {shortDateTime(saving.at)}.</StatusTag>}
      {saving.kind === "local" && saving.why === "offline" && (
        <StatusTag bare tone="soon">Sin conexión. Lo que escribes queda en este equipo y se guardará solo.</StatusTag>
      )}
      {saving.kind === "local" && saving.why === "session" && (
        <>
          <StatusTag bare tone="soon">Tu sesión terminó. Lo que escribiste está en este equipo.</StatusTag>{" "}
          <Button size="compact-md" onClick={() => queries.setQueryData(["/api/session"], null)}>
            Ingresar de nuevo
          </Button>
        </>
      )}
      {saving.kind === "own" && <StatusTag bare tone="done">Queda en este equipo hasta que lo envíes.</StatusTag>}
      {saving.kind === "conflict" && <StatusTag bare tone="soon">Hay dos textos distintos. Elige uno para seguir.</StatusTag>}
    </div>
  );
}
