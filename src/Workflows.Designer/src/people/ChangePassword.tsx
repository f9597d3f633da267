import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { ProblemAlert } from "../ui/ProblemAlert";
import { PasswordFields } from "./PasswordFields";

/** Another password; every other session ends. */
export function ChangePassword({ account }: { account: Api["OwnAccountAccountView"] }) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const change = useCommand(
    (body: { current: string; password: string }, header) => answerOf(api.POST("/api/account/password", { body, params: { header } })),
    {
      changes: "account",
      onDone: () => {
        setCurrent("");
        setPassword("");
        setAgain("");
      },
    },
  );
  const fields = change.error?.fields ?? {};

  function submit(event: FormEvent) {
    event.preventDefault();
    if (password === again) change.mutate({ current, password });
  }

  return (
    <section className="section" aria-labelledby="clave">
      <h2 id="clave">Clave</h2>
      <form onSubmit={submit} style={{ maxWidth: "30rem" }}>
        <Stack>
          {change.error && Object.keys(fields).length === 0 && <ProblemAlert problem={change.error} />}
          <Text role="status">{change.data && "Tu clave cambió. Se cerraron tus otras sesiones."}</Text>
          <PasswordInput
            label="Clave actual" autoComplete="current-password" required value={current} error={fields.current?.[0]}
            visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }} onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordFields
            rules={account.passwordRules} password={password} again={again} onPassword={setPassword} onAgain={setAgain} problem={fields.password?.[0]}
          />
          <Button type="submit" loading={change.isPending} style={{ alignSelf: "start" }}>
            Cambiar mi clave
          </Button>
        </Stack>
      </form>
    </section>
  );
}
