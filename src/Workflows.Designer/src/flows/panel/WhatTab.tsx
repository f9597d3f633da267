import { NativeSelect } from "@mantine/core";
import type { Api } from "../../api/client";
import { isPart, type Activity } from "../draft/document";
import { inWords, variablesOf } from "../inputs/facts";
import { read } from "../inputs/inputs";
import { broughtBy, leftBy } from "../inputs/members";
import { tabOf } from "../inputs/tabs";
import { CasesEditor } from "./CasesEditor";
import type { Desk } from "./desk";
import { Disclosure } from "./Disclosure";
import { Foreign } from "./Foreign";
import { InputField } from "./InputField";
import { NoticePreview } from "./NoticePreview";
import { TextField } from "./TextField";

type Props = { activity: Activity; kind: Api["PaletteStep"] | undefined; desk: Desk };

/** Shown even while they say nothing: they are what the step is for. */
const first = new Set(["text", "multiline", "form", "evidence", "condition", "choice", "list", "yesNo", "workflow", "template"]);

/** What a step does: its words, its form, and what it needs; behind a line, what it does not say; and what it leaves for others. */
export function WhatTab({ activity, kind, desk }: Props) {
  const inputs = (kind?.inputs ?? []).filter(({ name }) => tabOf(name) === "Qué");
  const says = (input: Api["PaletteStepInput"]) => read(activity, input.name, input.editor).kind !== "unset";
  const shown = inputs.filter((input) => says(input) || first.has(input.editor) || inputs.length <= 3);
  const rest = inputs.filter((input) => !shown.includes(input));
  const left = leftBy(desk.document, activity);
  const brought = broughtBy(activity, kind?.inputs.map(({ name }) => name) ?? []);
  const description = isPart(activity.metadata) && typeof activity.metadata.description === "string" ? activity.metadata.description : "";

  return (
    <>
      {kind ? <p className="support">{kind.description}</p> : <UnknownKind activity={activity} />}
      {shown.map((input) => <InputField key={input.name} input={input} activity={activity} desk={desk} />)}
      {activity.type === "Workflows.Notify" && <NoticePreview key={activity.id} activity={activity} facts={desk.facts} />}
      {activity.type === "Elsa.FlowSwitch" && <CasesEditor activity={activity} desk={desk} />}
      {activity.type === "Elsa.SetVariable" && <KeptIn activity={activity} desk={desk} />}
      {rest.length > 0 && (
        <Disclosure
          key={activity.id} className="step-panel__more"
          summary={rest.length === 1 ? "Otro dato, sin indicar" : `Otros ${rest.length} datos, sin indicar`}
        >
          {() => rest.map((input) => <InputField key={input.name} input={input} activity={activity} desk={desk} />)}
        </Disclosure>
      )}
      <TextField
        label="Explicación en el dibujo" isLong value={description}
        onChange={(text) => desk.onCommand({ do: "describe", step: activity.id, description: text })}
      />
      {left.length > 0 && (
        <section className="step-panel__part">
          <h3>Lo que deja para otros pasos</h3>
          <dl className="facts step-panel__facts">
            {left.map(({ output, label, fact }) => <div key={output}><dt>{label}</dt><dd>{`En el dato «${fact}»`}</dd></div>)}
          </dl>
        </section>
      )}
      {brought.length > 0 && (
        <section className="step-panel__part">
          <h3>Lo que trajo el archivo</h3>
          {brought.map((member) => <Foreign key={member} label={inWords(member)} json={activity[member]} />)}
        </section>
      )}
    </>
  );
}

function UnknownKind({ activity }: { activity: Activity }) {
  return (
    <>
      <p>Este paso viene de otro sistema y aquí no se conoce. Se conserva tal como llegó, y un flujo con él no se puede publicar.</p>
      <details>
        <summary>Detalle técnico</summary>
        <pre className="step-panel__json">{JSON.stringify(activity, null, 2)}</pre>
      </details>
    </>
  );
}

/** In which fact of the process a step keeps what it computes. */
function KeptIn({ activity, desk }: { activity: Activity; desk: Desk }) {
  const { variable } = activity;
  const now = isPart(variable) && typeof variable.name === "string" ? variable.name : "";
  const facts = variablesOf(desk.document);
  return (
    <NativeSelect
      label="En qué dato se guarda" value={now}
      data={[
        ...(facts.some(({ name }) => name === now) ? [] : [{ value: now, label: now ? `${inWords(now)} (ya no está)` : "Elige un dato" }]),
        ...facts.map(({ name }) => ({ value: name, label: inWords(name) })),
      ]}
      onChange={({ currentTarget: { value: name } }) => {
        const id = facts.find((fact) => fact.name === name)?.id ?? name;
        const value = { typeName: "Object", ...(isPart(variable) ? variable : {}), id, name };
        desk.onCommand({ do: "set", step: activity.id, input: "variable", called: "En qué dato se guarda", value });
      }}
    />
  );
}
