import { PasswordInput, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import type { ApiProblem } from "../api/problem";
import { CommandForm } from "../ui/CommandForm";
import { CodeInput } from "./CodeForm";
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

  return (
    <div style={{ maxWidth: "30rem" }}>
      <CommandForm
        command={{ isPending: confirm.isPending, error: confirm.error?.next === "code" ? null : confirm.error }} submit="Unir y entrar" isWide onSubmit={() => confirm.mutate()}
      >
        {(errorOf) => (
          <>
            <Text>
              Tu institución confirmó que tu correo es {email}. Escribe una vez la clave que tienes en este sistema: desde la próxima te bastará tu cuenta
              institucional.
            </Text>
            <input type="hidden" autoComplete="username" value={email} readOnly />
            <PasswordInput
              label="Clave de este sistema" autoComplete="current-password" required value={password} error={errorOf("password")} onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }}
            />
            {asksCode && <CodeInput hasFocus value={code} error={errorOf("code")} onChange={setCode} />}
          </>
        )}
      </CommandForm>
      <Text mt="md">
        <Link to="/ingresar">Ahora no: ingresar con correo y clave</Link>
      </Text>
    </div>
  );
}
