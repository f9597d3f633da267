import { TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { CommandForm } from "../ui/CommandForm";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { useMailServer } from "./useMailServer";

/** How mails leave this server, and a test of it step by step. */
export function MailServerPage() {
  return (
    <Answer query={useMailServer(true)} heading="Servidor de correo">
      {(server) => (
        <Page
          title="Servidor de correo"
          state={server.trapTo ? <StatusTag tone="stopped">Ensayo</StatusTag> : <StatusTag tone={server.host ? "done" : "unknown"}>{server.host ? "Envía por un servidor" : "Deja los correos en una carpeta"}</StatusTag>}
        >
          <div className="split">
            <Settings server={server} />
            <Test hasServer={Boolean(server.host)} />
          </div>
        </Page>
      )}
    </Answer>
  );
}

function Settings({ server }: { server: Api["MailServerView"] }) {
  const facts: [string, string][] = [
    ["Servidor", server.host ? `${server.host}, puerto ${server.port}` : "Ninguno: los correos quedan como archivos .eml"],
    ["Cifrado", server.encryption],
    ["Ingreso", server.login],
    ["Remitente", server.from],
    ["Espera más larga", `${server.timeoutSeconds} segundos por correo`],
  ];
  if (server.trapTo) facts.unshift(["Ensayo", `Todos los correos van a ${server.trapTo}, con la marca [ENSAYO] y a quién eran. Nadie más recibe nada.`]);
  if (server.certificateSha256) facts.push(["Certificado fijado (SHA-256)", server.certificateSha256]);
  return (
    <section className="card" aria-labelledby="salida">
      <h2 id="salida">Por dónde salen los correos</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="support" style={{ marginTop: "1rem" }}>Se cambia en la configuración del servidor (sección Mail) y rige desde que se reinicia. Las claves no se muestran.</p>
    </section>
  );
}

function Test({ hasServer }: { hasServer: boolean }) {
  const [to, setTo] = useState(useSession()?.email ?? "");
  const test = useCommand((address: string, header) => answerOf(api.POST("/api/mail-server/test", { params: { header }, body: { to: address } })));

  return (
    <section className="section" aria-labelledby="probar">
      <h2 id="probar">Probar</h2>
      <CommandForm command={test} submit="Probar y enviar" onSubmit={() => test.mutate(to)}>
        {(errorOf) => (
          <TextInput type="email" required label="Quién recibe el correo de prueba" maw="26rem" value={to} error={errorOf("to")} onChange={(event) => setTo(event.currentTarget.value)} />
        )}
      </CommandForm>
      <div role="status">{test.data && <Steps check={test.data} hasServer={hasServer} />}</div>
    </section>
  );
}

function Steps({ check, hasServer }: { check: Api["MailCheck"]; hasServer: boolean }) {
  return (
    <>
      <p>{wordsOf(check.passed, hasServer)}</p>
      <ol>
        {check.steps.map((step) => (
          <li key={step.name} style={{ overflowWrap: "anywhere" }}>
            <StatusTag bare tone={step.passed ? "done" : "late"}>
              <span>
                <strong>{step.name}</strong>: {step.said}
              </span>
            </StatusTag>
          </li>
        ))}
      </ol>
    </>
  );
}

function wordsOf(passed: boolean, hasServer: boolean): string {
  if (!passed) return "El correo no sale. Esto es lo que se vio:";
  return hasServer ? "Todo funciona." : "Quedó como archivo: todavía no hay un servidor de correo que lo lleve.";
}
