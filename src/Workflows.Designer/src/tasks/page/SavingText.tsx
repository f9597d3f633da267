import { useQueryClient } from "@tanstack/react-query";
import { Button } from "@mantine/core";
import { shortDateTime } from "../../ui/dates";
import { ProblemAlert } from "../../ui/ProblemAlert";
import { StateText } from "../../ui/StateText";
import type { Saving } from "../draft/useDraft";

/** Where what was typed is kept right now. */
export function SavingText({ saving }: { saving: Saving }) {
  const queries = useQueryClient();

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
      {saving.kind === "conflict" && <StateText tone="warning">Hay dos textos distintos. Elige uno para seguir.</StateText>}
    </div>
  );
}
