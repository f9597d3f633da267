import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { ProblemAlert } from "../ui/ProblemAlert";
import type { Session } from "./session";

/** The first time somebody comes with their institution's account: with their password they say, once, that it is theirs. */
export function ConfirmForm({ email, onEntered }: { email: string; onEntered: (session: Session) => void }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const confirm = useMutation<Session, ApiProblem>({
    mutationFn: () => answerOf(api.POST("/api/session/openid/confirm", { body: { password, code: code || null } })),
    onSuccess: onEntered,
  });
  const [asksCode, setAsksCode] = useState(false);
  if (confirm.error?.next === "code" && !asksCode) setAsksCode(true);

  function submit(event: FormEvent) {
    event.preventDefault();
    confirm.mutate();
  }

  return (
    <form onSubmit={submit} style={{ maxWidth: "30rem" }}>
      <Stack>
        <Text>
          Tu institución confirmó que tu correo es {email}. Escribe una vez la clave que tienes en este sistema: desde la próxima te bastará tu cuenta
          institucional.
        </Text>
        {confirm.error && confirm.error.next !== "code" && <ProblemAlert problem={confirm.error} />}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label="Clave de este sistema" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }}
        />
        {asksCode && (
          <TextInput
            label="Código" description="Los seis números de tu aplicación, o uno de tus códigos de respaldo." autoComplete="one-time-code" required
            autoFocus value={code} onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={confirm.isPending}>
          Unir y entrar
        </Button>
        <Text>
          <Link to="/ingresar">Ahora no: ingresar con correo y clave</Link>
        </Text>
      </Stack>
    </form>
  );
}
