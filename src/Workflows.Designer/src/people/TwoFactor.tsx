import { Button, Code, Group, List, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { ProblemAlert } from "../ui/ProblemAlert";
import { StatusTag } from "../ui/StatusTag";
import { QrCode } from "./QrCode";

type Proof = { password: string; code: string | null };


/** The second factor: its state, tying a phone in two steps, and the codes for when it is lost. */
export function TwoFactor({ account }: { account: Api["OwnAccountAccountView"] }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const forget = () => {
    setPassword("");
    setCode("");
  };
  const begin = useCommand((body: Proof, header) => answerOf(api.POST("/api/account/two-factor/begin", { body, params: { header } })), { onDone: forget });
  const confirm = useCommand((body: { code: string }, header) => answerOf(api.POST("/api/account/two-factor/confirm", { body, params: { header } })), {
    changes: "account",
    onDone: () => {
      forget();
      begin.reset();
    },
  });
  const renew = useCommand((body: Proof, header) => answerOf(api.POST("/api/account/two-factor/recovery-codes", { body, params: { header } })), {
    changes: "account",
    onDone: forget,
  });
  const remove = useCommand((body: Proof, header) => answerOf(api.POST("/api/account/two-factor/remove", { body, params: { header } })), {
    changes: "account",
    onDone: forget,
  });
  const problem = begin.error ?? confirm.error ?? renew.error ?? remove.error;
  const codes = renew.data?.recoveryCodes ?? confirm.data?.recoveryCodes;
  const proof = { password, code: code || null };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (begin.data) confirm.mutate({ code });
    else begin.mutate(proof);
  }

  return (
    <section className="section" aria-labelledby="segundo-factor">
      <h2 id="segundo-factor">Segundo factor</h2>
      <Stack maw="34rem">
        <StatusTag bare tone={account.twoFactorEnabled ? "done" : account.mustHaveTwoFactor ? "soon" : "unknown"}>
          {account.twoFactorEnabled ? `Activo. Te quedan ${account.recoveryCodesLeft} códigos de respaldo.` : "Sin activar."}
        </StatusTag>
        <Text size="sm">Con él, tu clave sola no basta: al ingresar escribes también seis números que muestra tu teléfono.</Text>
        {problem && <ProblemAlert problem={problem} />}
        {codes && <RecoveryCodes codes={codes} />}
        <form onSubmit={submit}>
          <Stack>
            {begin.data?.uri ? (
              <>
                <Text>Escanea este código con una aplicación de autenticación. Después escribe los seis números que muestra.</Text>
                <QrCode text={begin.data.uri} label="Código QR del segundo factor" />
                <Text size="sm">
                  Si no puedes escanear, escribe en la aplicación: <Code style={{ overflowWrap: "anywhere" }}>{begin.data.secret}</Code>
                </Text>
              </>
            ) : (
              <PasswordInput
                label="Tu clave" autoComplete="current-password" required value={password} visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            )}
            {(begin.data || account.twoFactorEnabled) && (
              <TextInput
                label={begin.data ? "Código del teléfono" : "Código de tu teléfono actual o de respaldo"} autoComplete="one-time-code" required value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
            )}
            <Group>
              <Button type="submit" loading={begin.isPending || confirm.isPending}>
                {begin.data ? "Activar" : account.twoFactorEnabled ? "Cambiar de teléfono" : "Activar el segundo factor"}
              </Button>
              {account.twoFactorEnabled && !begin.data && (
                <>
                  <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate(proof)}>
                    Crear códigos de respaldo nuevos
                  </Button>
                  {!account.mustHaveTwoFactor && (
                    <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate(proof)}>
                      Quitar el segundo factor
                    </Button>
                  )}
                </>
              )}
            </Group>
          </Stack>
        </form>
      </Stack>
    </section>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <div role="status">
      <Text fw={700}>Guarda estos códigos de respaldo en papel. No los verás otra vez.</Text>
      <Text size="sm">Cada uno sirve una vez, si pierdes tu teléfono.</Text>
      <List listStyleType="none" mt="xs">
        {codes.map((code) => (
          <List.Item key={code}>
            <Code>{code}</Code>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
