import { PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandForm } from "../ui/CommandForm";
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

  function submit() {
    if (password === again) change.mutate({ current, password });
  }

  return (
    <section className="section" aria-labelledby="clave">
      <h2 id="clave">Clave</h2>
      <CommandForm command={change} submit="Cambiar mi clave" onSubmit={submit}>
        {(errorOf) => (
          <>
            <Text role="status">{change.data && "Tu clave cambió. Se cerraron tus otras sesiones."}</Text>
            <PasswordInput
              label="Clave actual" autoComplete="current-password" required value={current} error={errorOf("current")}
              visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }} onChange={(event) => setCurrent(event.currentTarget.value)}
            />
            <PasswordFields
              rules={account.passwordRules} password={password} again={again} onPassword={setPassword} onAgain={setAgain} problem={errorOf("password")}
            />
          </>
        )}
      </CommandForm>
    </section>
  );
}
