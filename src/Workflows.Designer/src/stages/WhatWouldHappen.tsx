import { Link } from "react-router";
import type { Api } from "../api/client";
import { DataTable } from "../ui/DataTable";
import { longDate, longDateTime, longDay } from "../ui/dates";
import { Letter } from "../ui/Letter";
import { StatusTag } from "../ui/StatusTag";
import { placeOf, sentenceOf, weights, type Finding } from "./opening";

type Seen = Api["PreflightResponse"];

/** What the first day would be: what keeps it from being opened, the first terms, the mails, and who takes part. */
export function WhatWouldHappen({ seen }: { seen: Seen }) {
  return (
    <>
      <h2 id="pasaria">2. Qué pasaría</h2>
      <p>
        <b>{seen.name}</b>. {sentenceOf(seen)} Las primeras tareas llegan el {longDay(seen.firstDay)}.
      </p>
      {seen.findings.length > 0 && <Findings findings={seen.findings} />}
      {seen.steps.length > 0 && <Steps steps={seen.steps} />}
      {seen.waits.length > 0 && <Waits waits={seen.waits} />}
      {seen.mails.length > 0 && <Mails mails={seen.mails} />}
      {seen.participants.length > 0 && <Participants participants={seen.participants} />}
    </>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="opening__findings" aria-label="Lo que hay que saber antes de abrir">
      {findings.map((finding) => (
        <li key={`${finding.kind} ${finding.text}`}>
          <StatusTag tone={weights[finding.weight].tone}>{weights[finding.weight].label}</StatusTag>
          <div>
            <p>
              <b>{finding.text}</b> {finding.then} {finding.instanceId && <Link to={`/procesos/${encodeURIComponent(finding.instanceId)}`}>Ver el proceso abierto</Link>}
            </p>
            <Parts finding={finding} />
          </div>
        </li>
      ))}
    </ul>
  );
}

const fewParts = 3;

function Parts({ finding }: { finding: Finding }) {
  const parts = (
    <ul className="lines">
      {finding.parts.map((part, i) => {
        const place = placeOf(finding, part);
        return <li key={`${part.label} ${i}`}>{place ? <Link to={place}>{part.label}</Link> : part.label}</li>;
      })}
    </ul>
  );
  if (finding.parts.length === 0) return null;
  if (finding.parts.length <= fewParts) return parts;
  return (
    <details>
      <summary>Ver cuáles ({finding.parts.length})</summary>
      {parts}
    </details>
  );
}

function Steps({ steps }: { steps: Seen["steps"] }) {
  return (
    <>
      <h3>Primeros plazos</h3>
      <DataTable
        caption="Primeros pasos, con su plazo" rows={steps} keyOf={(step) => `${step.flow} ${step.step} ${step.post}`} minWidth="44rem"
        columns={[
          { key: "step", head: "Paso", names: true, cell: (step) => step.step },
          { key: "post", head: "Quién", cell: (step) => step.post },
          { key: "tasks", head: "Tareas", align: "right", cell: (step) => step.tasks.toLocaleString("es-CL") },
          {
            key: "due", head: "Vence",
            cell: (step) => (
              <>
                {step.dueAt ? longDateTime(step.dueAt) : "Sin plazo"}
                {step.lastDueAt && ` o después, hasta el ${longDate(step.lastDueAt)}`}
                {step.rule && <div className="support">{step.rule}</div>}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function Waits({ waits }: { waits: Seen["waits"] }) {
  return (
    <>
      <h3>Lo que espera su fecha</h3>
      <DataTable
        caption="Pasos que esperan una fecha" rows={waits} keyOf={(wait) => `${wait.flow} ${wait.step} ${wait.until}`} minWidth="32rem"
        columns={[
          { key: "step", head: "Paso", names: true, cell: (wait) => wait.step },
          { key: "flow", head: "Flujo", cell: (wait) => wait.flow },
          { key: "processes", head: "Procesos", align: "right", cell: (wait) => wait.processes.toLocaleString("es-CL") },
          { key: "until", head: "Hasta", cell: (wait) => longDateTime(wait.until) },
        ]}
      />
    </>
  );
}

function Mails({ mails }: { mails: Seen["mails"] }) {
  return (
    <>
      <h3>Correos del primer día</h3>
      <DataTable
        caption="Correos que saldrían, por clase" rows={mails} keyOf={(kind) => `${kind.template} ${kind.post}`} minWidth="44rem"
        columns={[
          { key: "kind", head: "Correo", names: true, cell: (kind) => kind.label },
          { key: "post", head: "Para", cell: (kind) => kind.post },
          { key: "mails", head: "Correos", align: "right", cell: (kind) => kind.mails.toLocaleString("es-CL") },
          { key: "people", head: "Personas", align: "right", cell: (kind) => kind.receivers.toLocaleString("es-CL") },
        ]}
      />
      {mails.map((kind) => (
        <details key={`${kind.template} ${kind.post}`} className="opening__letter">
          <summary>
            Leer uno: {kind.label.toLowerCase()}, para {kind.sampleTo.join(", ")}
          </summary>
          <Letter label={`${kind.label}, como se leería`} subject={kind.subject} text={kind.text} />
        </details>
      ))}
    </>
  );
}

const fewParticipants = 6;

function Participants({ participants }: { participants: Seen["participants"] }) {
  const table = (
    <DataTable
      caption="Quiénes participan y quién actúa primero en cada parte" rows={participants} keyOf={(one) => one.code} minWidth="40rem"
      columns={[
        { key: "name", head: "Institución o lugar", names: true, cell: (one) => <Link to={`/organizacion/lugares/${encodeURIComponent(one.code)}/cargos`}>{one.name}</Link> },
        {
          key: "posts", head: "Quién actúa primero",
          cell: (one) =>
            one.posts.length === 0
              ? "Más adelante"
              : one.posts.map((post) => (
                  <div key={`${post.label} ${post.placeName}`}>
                    {post.people.length > 0 ? post.people.join(", ") : <StatusTag bare tone="soon">Vacante</StatusTag>}
                    <div className="support">{post.placeName === one.name ? post.label : `${post.label}, ${post.placeName}`}</div>
                  </div>
                )),
        },
      ]}
    />
  );
  return (
    <>
      <h3>Quiénes participan</h3>
      {participants.length <= fewParticipants ? (
        table
      ) : (
        <details>
          <summary>Ver los {participants.length} participantes; primero, donde falta alguien</summary>
          {table}
        </details>
      )}
    </>
  );
}
