import { Button, TextInput } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Api } from "../../api/client";
import type { Command } from "../draft/commands";
import { activitiesOf, type FlowDocument } from "../draft/document";
import { beginningsWith, factNamed, factsOf, inWords, usesOf, variablesOf } from "../inputs/facts";
import type { Desk } from "./desk";
import { GoTo } from "./ExitsTab";
import { PanelHead } from "./PanelHead";
import { TextField } from "./TextField";
import "./panel.css";

type Props = {
  document: FlowDocument;
  palette: Api["Palette"];
  isReadOnly?: boolean;
  onCommand: (command: Command) => void;
  onClose?: () => void;
  onGoTo: (step: string) => void;
};

/** The flow itself, while no step is chosen: its name, what it is for, with what it begins and the facts that it keeps. */
export function FlowPanel({ document, palette, isReadOnly = false, onCommand, onClose, onGoTo }: Props) {
  const desk: Desk = useMemo(() => ({ document, palette, facts: factsOf(document), onCommand }), [document, palette, onCommand]);
  const beginnings = beginningsWith(document);
  const variables = variablesOf(document);

  return (
    <section className="step-panel" aria-label="Propiedades del flujo">
      <PanelHead
        icon={<IconRoute aria-hidden size={20} stroke={1.75} />} kind={`Flujo de ${countOf(activitiesOf(document).length)}`}
        label="Nombre del flujo"
        name={document.name ?? ""} isReadOnly={isReadOnly} onName={(name) => onCommand({ do: "name", name })} onClose={onClose}
      />
      <fieldset className="step-panel__fields" disabled={isReadOnly}>
        <legend className="step-panel__legend">El flujo</legend>
        <TextField
          label="Para qué es" isLong value={typeof document.description === "string" ? document.description : ""}
          onChange={(description) => onCommand({ do: "explain", description })}
        />
      </fieldset>
      <section className="step-panel__part">
        <h3>Con qué empieza</h3>
        {beginnings.length === 0 && <p className="support">Empieza sin ningún dato.</p>}
        <dl className="facts step-panel__facts">
          {beginnings.map(({ name, label, help }) => <div key={name}><dt>{label}</dt><dd>{help || "Sin explicación."}</dd></div>)}
        </dl>
      </section>
      <section className="step-panel__part">
        <h3>Los datos que guarda</h3>
        {variables.length === 0 && <p className="support">No guarda ninguno.</p>}
        <ul className="step-panel__list">
          {variables.map(({ id, name }) => <li key={id}><Variable id={id} name={name} desk={desk} isReadOnly={isReadOnly} onGoTo={onGoTo} /></li>)}
        </ul>
        {!isReadOnly && <NewFact taken={variables.map(({ name }) => name)} onKeep={(fact) => onCommand({ do: "keep", fact })} />}
      </section>
    </section>
  );
}

/** A fact that steps may leave or read from then on, called as one writes it. */
function NewFact({ taken, onKeep }: { taken: readonly string[]; onKeep: (fact: string) => void }) {
  const [typed, setTyped] = useState("");
  const fact = factNamed(typed);
  const isTaken = taken.includes(fact);

  function keep() {
    if (fact === "" || isTaken) return;
    onKeep(fact);
    setTyped("");
  }

  return (
    <div className="step-panel__new">
      <TextInput
        label="Otro dato" description="Con pocas palabras: «monto aprobado»." maxLength={60} value={typed} error={isTaken && "Ese dato ya existe."}
        onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={(event) => event.key === "Enter" && keep()}
      />
      <Button variant="default" disabled={fact === "" || isTaken} onClick={keep}>Agregar el dato</Button>
    </div>
  );
}

type VariableProps = { id: string; name: string; desk: Desk; isReadOnly: boolean; onGoTo: (step: string) => void };

function Variable({ id, name, desk, isReadOnly, onGoTo }: VariableProps) {
  const uses = usesOf(desk.document, name, id);
  if (uses.length === 0)
    return (
      <>
        {inWords(name)} <span className="support">No se usa.</span>{" "}
        {!isReadOnly && (
          <Button variant="subtle" size="compact-sm" aria-label={`Quitar el dato ${inWords(name)}`} onClick={() => desk.onCommand({ do: "forget", fact: name })}>
            Quitar
          </Button>
        )}
      </>
    );
  return (
    <details>
      <summary>
        {inWords(name)} <span className="support">{`En ${countOf(uses.length)}`}</span>
      </summary>
      <ul className="step-panel__list">
        {uses.map(({ step }) => <li key={step}><GoTo id={step} desk={desk} onGoTo={onGoTo} /></li>)}
      </ul>
    </details>
  );
}

const countOf = (steps: number) => (steps === 1 ? "un paso" : `${steps} pasos`);
