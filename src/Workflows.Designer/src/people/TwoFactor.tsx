import { Button, Code, List, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Callout } from "../ui/Callout";
import { CommandDialog } from "../ui/CommandDialog";
import { MoreMenu } from "../ui/MoreMenu";
import { StatusTag } from "../ui/StatusTag";
import { QrCode } from "./QrCode";

type Account = Api["OwnAccountAccountView"];
type Proof = { password: string; code: string | null };
type Step = "begin" | "renew" | "remove";

const words: Record<Step, { title: string; submit: string; explanation: string }> = {
  begin: { title: "Unir un teléfono", submit: "Seguir", explanation: "Primero comprobamos que eres tú. Después escaneas un código con tu teléfono." },
  renew: { title: "Crear códigos de respaldo nuevos", submit: "Crear los códigos", explanation: "Los anteriores dejan de servir." },
  remove: { title: "Quitar el segundo factor", submit: "Quitar", explanation: "Desde entonces tu clave sola basta para ingresar." },
};

/** The second factor: its state, tying a phone in two steps, and the codes for when it is lost. */
export function TwoFactor({ account }: { account: Account }) {
  const [step, setStep] = useState<Step>();
  const [tie, setTie] = useState<{ uri: string; secret: string }>();
  const [codes, setCodes] = useState<string[]>();

  return (
    <section className="section" aria-labelledby="segundo-factor">
      <div className="card__head">
        <h2 id="segundo-factor">Segundo factor</h2>
        <StatusTag bare tone={account.twoFactorEnabled ? "done" : account.mustHaveTwoFactor ? "soon" : "unknown"}>
          {account.twoFactorEnabled ? `Activo. Te quedan ${account.recoveryCodesLeft} códigos de respaldo` : "Sin activar"}
        </StatusTag>
      </div>
      <p>Con él, tu clave sola no basta: al ingresar escribes también seis números que muestra tu teléfono.</p>
      {codes && <RecoveryCodes codes={codes} />}
      <div className="page__actions">
        <Button variant={account.twoFactorEnabled ? "default" : "filled"} onClick={() => setStep("begin")}>
          {account.twoFactorEnabled ? "Cambiar de teléfono" : "Activar el segundo factor"}
        </Button>
        <MoreMenu
          label="Más sobre el segundo factor" isOfPage
          acts={[
            account.twoFactorEnabled && { label: "Crear códigos de respaldo nuevos", onChoose: () => setStep("renew") },
            account.twoFactorEnabled && !account.mustHaveTwoFactor && { label: "Quitar el segundo factor", isDangerous: true, onChoose: () => setStep("remove") },
          ]}
        />
      </div>
      {step && (
        <ProveDialog
          step={step} account={account} onClose={() => setStep(undefined)}
          onDone={(done) => {
            if (done.uri) setTie({ uri: done.uri, secret: done.secret ?? "" });
            if (done.codes) setCodes(done.codes);
            setStep(undefined);
          }}
        />
      )}
      {tie && (
        <TieDialog
          tie={tie} onClose={() => setTie(undefined)}
          onDone={(made) => {
            setCodes(made);
            setTie(undefined);
          }}
        />
      )}
    </section>
  );
}

type Done = { uri?: string | null; secret?: string | null; codes?: string[] };

/** The password and, where there is one, the code of the phone of now: before anything of this changes. */
function ProveDialog({ step, account, onDone, onClose }: { step: Step; account: Account; onDone: (done: Done) => void; onClose: () => void }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const prove = useCommand(
    async (body: Proof, header): Promise<Done> => {
      const asked = { body, params: { header } };
      if (step === "begin") return answerOf(api.POST("/api/account/two-factor/begin", asked));
      if (step === "renew") return { codes: (await answerOf(api.POST("/api/account/two-factor/recovery-codes", asked))).recoveryCodes ?? [] };
      await answerOf(api.POST("/api/account/two-factor/remove", asked));
      return {};
    },
    { changes: step === "begin" ? [] : "account", onDone },
  );

  return (
    <CommandDialog
      title={words[step].title} command={prove} submit={words[step].submit} isDangerous={step === "remove"} onSubmit={() => prove.mutate({ password, code: code || null })} onClose={onClose}
    >
      {(errorOf) => (
        <>
          <p>{words[step].explanation}</p>
          <PasswordInput
            label="Tu clave" autoComplete="current-password" required value={password} error={errorOf("password")} visibilityToggleButtonProps={{ "aria-label": "Mostrar u ocultar la clave" }}
            onChange={(event) => setPassword(event.currentTarget.value)} data-autofocus
          />
          {account.twoFactorEnabled && (
            <TextInput
              label="Código de tu teléfono actual o de respaldo" autoComplete="one-time-code" required value={code} error={errorOf("code")} onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
        </>
      )}
    </CommandDialog>
  );
}

function TieDialog({ tie, onDone, onClose }: { tie: { uri: string; secret: string }; onDone: (codes: string[]) => void; onClose: () => void }) {
  const [code, setCode] = useState("");
  const confirm = useCommand((body: { code: string }, header) => answerOf(api.POST("/api/account/two-factor/confirm", { body, params: { header } })), {
    changes: "account", onDone: (made) => onDone(made.recoveryCodes ?? []),
  });

  return (
    <CommandDialog title="Escanea el código" command={confirm} submit="Activar" onSubmit={() => confirm.mutate({ code })} onClose={onClose}>
      {(errorOf) => (
        <>
          <p>Escanéalo con una aplicación de autenticación. Después escribe los seis números que muestra.</p>
          <QrCode text={tie.uri} label="Código QR del segundo factor" />
          <p className="support">
            Si no puedes escanear, escribe en la aplicación: <Code style={{ overflowWrap: "anywhere" }}>{tie.secret}</Code>
          </p>
          <TextInput label="Código del teléfono" autoComplete="one-time-code" inputMode="numeric" required value={code} error={errorOf("code")} onChange={(event) => setCode(event.currentTarget.value)} />
        </>
      )}
    </CommandDialog>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <Callout role="status" tone="done" title="Guarda estos códigos de respaldo en papel. No los verás otra vez.">
      Cada uno sirve una vez, si pierdes tu teléfono.
      <List listStyleType="none" mt="xs">
        {codes.map((code) => (
          <List.Item key={code}>
            <Code>{code}</Code>
          </List.Item>
        ))}
      </List>
    </Callout>
  );
}
