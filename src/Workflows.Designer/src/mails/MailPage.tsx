import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { pathOfProcess } from "../processes/states";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { canResend, mailStates } from "./states";

type Decision = "resend" | "resendUncertain" | "takeAsDelivered";

const words: Record<Decision, { title: string; explanation: string; confirm: string }> = {
  resend: { title: "Enviar otra vez", explanation: "Sale un correo nuevo con el mismo contenido, a la dirección que cada persona tiene ahora. El primero queda como está.", confirm: "Enviar otra vez" },
  resendUncertain: { title: "Enviar otra vez", explanation: "Se da por no enviado y sale un correo nuevo. Si el primero llegó, lo reciben dos veces.", confirm: "Enviar otra vez" },
  takeAsDelivered: { title: "Dar por entregado", explanation: "Nadie recibe otro correo.", confirm: "Dar por entregado" },
};

/** One mail as it was written: why it left, to whom and why to each of them, and what became of it. */
export function MailPage() {
  const { id = "" } = useParams();
  const mail = useQuery({
    queryKey: ["/api/mails", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/mails/{id}", { params: { path: { id } }, signal })),
  });

  return <Answer query={mail} heading="Correo">{(view) => <Mail view={view} />}</Answer>;
}

function Mail({ view }: { view: Api["MailView"] }) {
  const { summary } = view;
  const session = useSession();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const canDecide = session && hasRole(session, "national.coordinator", "national.administrator");
  const state = mailStates[summary.state];

  return (
    <Page
      title={summary.subject ?? "Correo por escribirse"}
      actions={
        canDecide && (
          <Group>
            {canResend(summary.state) && (
              <Button onClick={() => setDeciding("resend")}>{view.refused.length > 0 ? "Enviar a quien no lo recibió" : "Enviar otra vez"}</Button>
            )}
            {summary.state === "Uncertain" && (
              <>
                <Button onClick={() => setDeciding("resendUncertain")}>Enviar otra vez</Button>
                <Button variant="default" onClick={() => setDeciding("takeAsDelivered")}>
                  Dar por entregado
                </Button>
              </>
            )}
          </Group>
        )
      }
    >
      <dl className="facts">
        <div>
          <dt>Estado</dt>
          <dd>
            <StatusTag bare tone={state.tone}>{state.label}</StatusTag>
            <div className="support">{state.meaning}</div>
          </dd>
        </div>
        <div>
          <dt>Por qué sale</dt>
          <dd>{summary.reason}</dd>
        </div>
        <div>
          <dt>{summary.sentAt ? state.label : "Sale desde"}</dt>
          <dd>{longDateTime(summary.sentAt ?? summary.availableAt)}</dd>
        </div>
        <div>
          <dt>Intentos</dt>
          <dd>
            {summary.attempts}
            {summary.serverAnswer && (
              <div className="support" style={{ overflowWrap: "anywhere" }}>
                {summary.serverAnswer}
              </div>
            )}
          </dd>
        </div>
        {view.queueId && (
          <div>
            <dt>Nombre en el servidor de correo</dt>
            <dd style={{ overflowWrap: "anywhere" }}>{view.queueId}</dd>
          </div>
        )}
        {view.calendar && (
          <div>
            <dt>En los calendarios</dt>
            <dd>
              {view.calendar.isCalledOff ? "Quita la sesión" : view.calendar.sequence > 0 ? "Cambia la sesión" : "Pone la sesión"}: {longDateTime(view.calendar.start)}
              <div className="support">Versión {view.calendar.sequence + 1}. De dos correos sobre la misma sesión vale el de la versión más alta, aunque llegue antes.</div>
            </dd>
          </div>
        )}
        {view.refused.length > 0 && (
          <div>
            <dt>No lo recibió</dt>
            <dd style={{ overflowWrap: "anywhere" }}>
              <StatusTag bare tone="late">{view.refused.join(", ")}</StatusTag>
              <div className="support">El servidor de correo rechazó esa dirección; a los demás les llegó. Corrígela en Organización y envíale el correo otra vez: sale solo para quien no lo recibió.</div>
            </dd>
          </div>
        )}
        <div>
          <dt>Plantilla</dt>
          <dd>
            {summary.templateLabel}
            {view.templateVersion > 0 && `, versión ${view.templateVersion}`}
          </dd>
        </div>
        {summary.instanceId && (
          <div>
            <dt>Proceso</dt>
            <dd>
              <Link to={pathOfProcess(summary.instanceId)}>Ver el proceso</Link>
            </dd>
          </div>
        )}
        {summary.resendOf && (
          <div>
            <dt>Repite a</dt>
            <dd>
              <Link to={`/correos/${encodeURIComponent(summary.resendOf)}`}>Ver el primer correo</Link>
            </dd>
          </div>
        )}
      </dl>

      <section className="section" aria-labelledby="destinatarios">
        <h2 id="destinatarios">Quién lo recibe y por qué</h2>
        <ul>
          {addresseesOf(view.addressees).map((one) => (
            <li key={one.email} style={{ overflowWrap: "anywhere" }}>
              {one.name} &lt;{one.email}&gt;{one.copy && ", con copia"}. {one.why}
            </li>
          ))}
        </ul>
      </section>

      <section className="section" aria-labelledby="texto">
        <h2 id="texto">Texto</h2>
        {view.text ? <pre style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", fontFamily: "inherit" }}>{view.text}</pre> : <p>Se escribe justo antes de salir.</p>}
      </section>
      {deciding && <Deciding id={summary.id} decision={deciding} onClose={() => setDeciding(null)} />}
    </Page>
  );
}

function Deciding({ id, decision, onClose }: { id: string; decision: Decision; onClose: () => void }) {
  const decide = useCommand(
    (reason: string, header) => {
      const params = { path: { id }, header };
      return decision === "resend"
        ? answerOf(api.POST("/api/mails/{id}/resend", { params, body: { reason } }))
        : answerOf(api.POST("/api/mails/{id}/decide", { params, body: { resend: decision === "resendUncertain", reason } }));
    },
    { changes: "mails", onDone: onClose },
  );

  return (
    <ReasonDialog {...words[decision]} isWaiting={decide.isPending} problem={decide.error} onConfirm={decide.mutate} onClose={onClose} />
  );
}

type Addressee = { name: string; email: string; why: string; copy: boolean };

function addresseesOf(value: unknown): Addressee[] {
  return Array.isArray(value) ? (value as Addressee[]) : [];
}
