import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ApiProblem } from "../api/problem";
import { Choices } from "../ui/Choices";
import { CommandForm } from "../ui/CommandForm";
import { choicesOf, problemOf, submitOf, type Alert, type AlertAct, type Words } from "./alerts";

type Props = {
  alert: Alert;
  isSending: boolean;
  problem: ApiProblem | null;
  onAct: (act: AlertAct, words: Words) => void;
};

/** What an authority decides about a late task: one of three ways, the words it needs, and one button that repeats the choice. */
export function ActForm({ alert, isSending, problem, onAct }: Props) {
  const choices = choicesOf(alert);
  const [act, setAct] = useState<AlertAct>(choices[0]!.value);
  const [words, setWords] = useState<Words>({ text: "", role: "" });
  const isOptional = act === "acknowledge";

  return (
    <CommandForm command={{ isPending: isSending, error: problem }} submit={submitOf(act)} blockedBy={problemOf(act, words) || undefined} onSubmit={() => onAct(act, words)}>
      {(errorOf) => (
        <>
          <Choices label="¿Qué decide?" choices={choices} value={act} onChoose={setAct} />
          {act === "reassign" && (
            <NativeSelect
              label="Cargo que recibe la tarea" required value={words.role} error={errorOf("role")} onChange={(event) => setWords({ ...words, role: event.currentTarget.value })}
              data={[{ value: "", label: "Elija un cargo" }, ...alert.successors.map((post) => ({ value: post.role, label: post.label }))]}
            />
          )}
          <Textarea
            label={isOptional ? "Comentario (opcional)" : "Qué instruye"} description="Lo leen quien tiene la tarea y la coordinación." required={!isOptional} maxLength={2000} autosize minRows={2}
            value={words.text} error={errorOf("text")} onChange={(event) => setWords({ ...words, text: event.currentTarget.value })}
          />
        </>
      )}
    </CommandForm>
  );
}
