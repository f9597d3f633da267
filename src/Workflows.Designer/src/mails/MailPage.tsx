import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { pathOfProcess } from "../processes/states";
import { decides } from "../session/places";
import { useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDateTime } from "../ui/dates";
import { Page } from "../ui/Page";
import { People } from "../ui/People";
import { ReasonDialog } from "../ui/ReasonDialog";
import { StatusTag } from "../ui/StatusTag";
import { canResend, mailStates } from "./states";
import "../ui/letter.css";

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
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const canDecide = decides(useSession());
  const state = mailStates[summary.state];

  const people = addresseesOf(view.addressees);

  return (
    <Page
      title={summary.subject ?? "Correo por escribirse"}
      state={<StatusTag tone={state.tone}>{state.label}</StatusTag>}
      facts={[`${summary.sentAt ? "El" : "Sale desde el"} ${longDateTime(summary.sentAt ?? summary.availableAt)}`, summary.reason]}
      actions={
        canDecide && (
          <>
            {canResend(summary.state) && (
              <Button onClick={() => setDeciding("resend")}>{view.refused.length > 0 ? "Enviar a quien no lo recibió" : "Enviar otra vez"}</Button>
            )}
            {summary.state === "Uncertain" && (
              <>
                <Button variant="default" onClick={() => setDeciding("takeAsDelivered")}>
                  Dar por entregado
                </Button>
                <Button onClick={() => setDeciding("resendUncertain")}>Enviar otra vez</Button>
              </>
            )}
          </>
        )
      }
    >
      <div className="split">
        <article className="letter" aria-label="El correo, como llega">
          <dl className="letter__head">
            <div>
              <dt>Para</dt>
              <dd>{people.filter((one) => !one.copy).map((one) => one.name).join(", ") || "Nadie"}</dd>
            </div>
            {people.some((one) => one.copy) && (
              <div>
                <dt>Con copia</dt>
                <dd>{people.filter((one) => one.copy).map((one) => one.name).join(", ")}</dd>
              </div>
            )}
            <div>
              <dt>Asunto</dt>
              <dd>
                <strong>{summary.subject ?? "Se escribe justo antes de salir"}</strong>
              </dd>
            </div>
          </dl>
          {view.text ? <div className="letter__text">{view.text}</div> : <p className="support">El texto se escribe justo antes de salir, con los datos de ese momento.</p>}
        </article>
        <div>
          <section className="card" aria-labelledby="entrega">
            <h2 id="entrega">Qué pasó con él</h2>
            <p>{state.meaning}</p>
            {view.refused.length > 0 && (
              <div style={{ overflowWrap: "anywhere" }}>
                <StatusTag bare tone="late">No lo recibió {view.refused.join(", ")}</StatusTag>
                <p className="support">El servidor de correo rechazó esa dirección; a los demás les llegó. Corrígela en Organización y envíale el correo otra vez: sale solo para quien no lo recibió.</p>
              </div>
            )}
            {view.calendar && (
              <div>
                <strong>{view.calendar.isCalledOff ? "Quita una sesión de los calendarios" : view.calendar.sequence > 0 ? "Cambia una sesión en los calendarios" : "Pone una sesión en los calendarios"}</strong>
                <p className="support">
                  {longDateTime(view.calendar.start)}. Versión {view.calendar.sequence + 1}: de dos correos sobre la misma sesión vale el de la versión más alta, aunque llegue antes.
                </p>
              </div>
            )}
            <div className="letter__links">
              {summary.instanceId && <Link to={pathOfProcess(summary.instanceId)}>Ver el proceso</Link>}
              {summary.resendOf && <Link to={`/correos/${encodeURIComponent(summary.resendOf)}`}>Ver el primer correo</Link>}
            </div>
            <details>
              <summary>Datos de la entrega</summary>
              <dl className="facts">
                <div>
                  <dt>Intentos</dt>
                  <dd>{summary.attempts}</dd>
                </div>
                {summary.serverAnswer && (
                  <div>
                    <dt>Respuesta del servidor de correo</dt>
                    <dd>{summary.serverAnswer}</dd>
                  </div>
                )}
                {view.queueId && (
                  <div>
                    <dt>Nombre en el servidor de correo</dt>
                    <dd>{view.queueId}</dd>
                  </div>
                )}
                <div>
                  <dt>Plantilla</dt>
                  <dd>
                    {summary.templateLabel}
                    {view.templateVersion > 0 && `, versión ${view.templateVersion}`}
                  </dd>
                </div>
              </dl>
            </details>
          </section>
          <section className="card" aria-labelledby="destinatarios">
            <h2 id="destinatarios">Quién lo recibe y por qué</h2>
            <People
              label="Quién lo recibe"
              people={people.map((one) => ({
                key: one.email, name: one.name, post: `${one.email}${one.copy ? " · con copia" : ""}`, 
                role: (
                  <div>
                    {one.why} <Link to={`/correos?email=${encodeURIComponent(one.email)}`}>Sus correos</Link>
                  </div>
                ),
              }))}
            />
          </section>
        </div>
      </div>
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
