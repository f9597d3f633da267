import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { CommandForm } from "../ui/CommandForm";
import { CodeInput } from "./CodeForm";
import type { Session } from "./session";

type Props = {
  /** Who has to enter, when it can be nobody else. */
  only?: string;
  /** Filled in from outside, such as a demo account. */
  suggested?: { email: string; password: string };
  onEntered: (session: Session) => void;
};

/** Mail and password and, once the server asks for it, the code of the phone. */
export function LoginForm({ only, suggested, onEntered }: Props) {
  const [email, setEmail] = useState(only ?? suggested?.email ?? "");
  const [password, setPassword] = useState(suggested?.password ?? "");
  const [code, setCode] = useState("");
  const login = useMutation<Session, ApiProblem>({
    mutationFn: () => answerOf(api.POST("/api/session", { body: { email, password, code: code || null } })),
    onSuccess: onEntered,
  });
  const [asksCode, setAsksCode] = useState(false);
  if (login.error?.next === "code" && !asksCode) setAsksCode(true);

  return (
    <CommandForm command={{ isPending: login.isPending, error: login.error?.next === "code" ? null : login.error }} submit="Ingresar" isWide onSubmit={() => login.mutate()}>
      {(errorOf) => (
        <>
          <TextInput
            label="Correo" type="email" autoComplete="username" required readOnly={only !== undefined} value={email} error={errorOf("email")}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Clave" autoComplete="current-password" required value={password} error={errorOf("password")} onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }}
          />
          {asksCode && <CodeInput hasFocus value={code} error={errorOf("code")} onChange={setCode} />}
        </>
      )}
    </CommandForm>
  );
}
