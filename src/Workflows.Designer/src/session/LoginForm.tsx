import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { ProblemAlert } from "../ui/ProblemAlert";
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

  function submit(event: FormEvent) {
    event.preventDefault();
    login.mutate();
  }

  return (
    <form onSubmit={submit} style={{ maxWidth: "28rem" }}>
      <Stack>
        {login.error && login.error.next !== "code" && <ProblemAlert problem={login.error} />}
        <TextInput
          label="Correo" type="email" autoComplete="username" required readOnly={only !== undefined} value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Clave" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }}
        />
        {asksCode && (
          <TextInput
            label="Código" description="Los seis números de tu aplicación, o uno de tus códigos de respaldo." autoComplete="one-time-code" required
            autoFocus value={code} onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" size="md" loading={login.isPending}>
          Ingresar
        </Button>
      </Stack>
    </form>
  );
}
