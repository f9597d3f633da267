import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { CommandForm } from "../ui/CommandForm";
import type { Session } from "./session";

/** The last step of whoever comes from ClaveÚnica or their institution, for whoever has a second factor. */
export function CodeForm({ secret, onEntered }: { secret: string; onEntered: (session: Session) => void }) {
  const [code, setCode] = useState("");
  const finish = useMutation<Session, ApiProblem>({
    mutationFn: () => answerOf(api.POST("/api/session/code", { body: { secret, code } })),
    onSuccess: onEntered,
  });

  return (
    <CommandForm command={finish} submit="Terminar de ingresar" isWide onSubmit={() => finish.mutate()}>
      {(errorOf) => <CodeInput value={code} error={errorOf("code")} onChange={setCode} />}
    </CommandForm>
  );
}

/** The code of the phone, for whoever has a second factor. */
export function CodeInput({ value, error, hasFocus = false, onChange }: { value: string; error?: string; hasFocus?: boolean; onChange: (code: string) => void }) {
  return (
    <TextInput
      label="Código" description="Los seis números de tu aplicación, o uno de tus códigos de respaldo." autoComplete="one-time-code" required autoFocus={hasFocus}
      value={value} error={error} onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
