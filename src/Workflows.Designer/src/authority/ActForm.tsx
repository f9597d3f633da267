import { Button, Group, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ApiProblem } from "../api/problem";
import { ProblemAlert } from "../ui/ProblemAlert";
import { isAttended, problemOf, type Alert, type AlertAct, type Words } from "./alerts";

type Props = {
  alert: Alert;
  isSending: boolean;
  problem: ApiProblem | null;
  onAct: (act: AlertAct, words: Words) => void;
};

/** The three things an authority can do: one button each, and the words they need. */
export function ActForm({ alert, isSending, problem, onAct }: Props) {
  const [words, setWords] = useState<Words>({ text: "", role: "" });
  const [missing, setMissing] = useState("");

  function act(which: AlertAct) {
    const wrong = problemOf(which, words);
    setMissing(wrong);
    if (!wrong) onAct(which, words);
  }

  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={`Responder el aviso de ${alert.task}`}>
      <Textarea
        label="Texto"
        description="Obligatorio para instruir o reasignar. Lo recibe quien tiene la tarea."
        maxLength={2000}
        autosize
        minRows={2}
        value={words.text}
        error={missing.startsWith("Escribe") && missing}
        onChange={(event) => setWords({ ...words, text: event.currentTarget.value })}
      />
      {alert.successors.length > 0 && (
        <NativeSelect
          mt="sm"
          label="Cargo que recibe la tarea"
          description="Solo si la reasignas."
          value={words.role}
          error={missing.startsWith("Elige") && missing}
          onChange={(event) => setWords({ ...words, role: event.currentTarget.value })}
          data={[{ value: "", label: "Sin cambio" }, ...alert.successors.map((post) => ({ value: post.role, label: post.label }))]}
        />
      )}
      <Group mt="md">
        {!isAttended(alert) && (
          <Button type="button" loading={isSending} onClick={() => act("acknowledge")}>
            Tomar conocimiento
          </Button>
        )}
        <Button type="button" variant="default" loading={isSending} onClick={() => act("instruct")}>
          Instruir
        </Button>
        {alert.successors.length > 0 && (
          <Button type="button" variant="default" loading={isSending} onClick={() => act("reassign")}>
            Reasignar
          </Button>
        )}
      </Group>
      {problem && <ProblemAlert problem={problem} />}
    </form>
  );
}
