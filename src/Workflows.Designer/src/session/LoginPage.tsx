import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { Page } from "../ui/Page";
import { ProblemAlert } from "../ui/ProblemAlert";
import { placeAfterLogin } from "./places";
import { useEntering, useSession, type Session } from "./session";

/** Where a person enters with their mail and password, and goes on to the page they wanted. */
export function LoginPage() {
  const session = useSession();
  const { enter } = useEntering();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const place = placeAfterLogin(search.get("volver"));
  const login = useMutation<Session, ApiProblem>({
    mutationFn: () => answerOf(api.POST("/api/session", { body: { email, password } })),
    onSuccess: (entered) => {
      enter(entered);
      navigate(place, { replace: true });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    login.mutate();
  }

  if (session) return <Navigate to={place} replace />;
  return (
    <Page title="Ingresa">
      <form onSubmit={submit} style={{ maxWidth: "26rem" }}>
        <Stack>
          {login.error && <ProblemAlert problem={login.error} />}
          <TextInput label="Correo" type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <PasswordInput label="Clave" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          <Button type="submit" loading={login.isPending}>
            Ingresar
          </Button>
        </Stack>
      </form>
    </Page>
  );
}
