import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { IconArrowRight, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Api } from "../../api/client";
import { arrowsOf, stepsOf, type Arrow } from "../draft/document";
import type { Desk } from "./desk";
import "./exits.css";

type Port = Api["DrawnPort"];
type Props = { step: string; ports: readonly Port[]; desk: Desk; isReadOnly: boolean; onGoTo: (step: string) => void };

/** Each way out of a step and where it leads; what went wrong apart; and what leads here. */
export function ExitsTab({ step, ports, desk, isReadOnly, onGoTo }: Props) {
  const arrows = arrowsOf(desk.document);
  const out = arrows.filter(({ from }) => from === step);
  const lost = [...new Set(out.map(({ port }) => port))].filter((port) => !ports.some(({ name }) => name === port));
  const failures = ports.filter(({ isFailure }) => isFailure);
  const shared = { step, arrows: out, desk, isReadOnly, onGoTo };
  const before = [...new Set(arrows.filter(({ to }) => to === step).map(({ from }) => from))];

  return (
    <>
      {ports.filter(({ isFailure }) => !isFailure).map((port) => <PortRow key={port.name} port={port} {...shared} />)}
      {ports.length === 0 && lost.length === 0 && <p className="support">Después de este paso no sigue nada.</p>}
      {failures.length > 0 && (
        <section className="step-panel__part">
          <h3>Si algo falla</h3>
          <p className="support">Sin un paso aquí, el proceso se detiene y la coordinación recibe el incidente.</p>
          {failures.map((port) => <PortRow key={port.name} port={port} {...shared} />)}
        </section>
      )}
      {lost.length > 0 && (
        <section className="step-panel__part">
          <h3>Salidas que este paso ya no tiene</h3>
          {lost.map((name) => <PortRow key={name} port={{ name, label: labelOf(name, desk), isFailure: false }} isGone {...shared} />)}
        </section>
      )}
      {before.length > 0 && (
        <section className="step-panel__part">
          <h3>Se llega desde</h3>
          <ul className="step-panel__list">
            {before.map((id) => <li key={id}><GoTo id={id} desk={desk} onGoTo={onGoTo} /></li>)}
          </ul>
        </section>
      )}
    </>
  );
}

/** A way out that this step no longer has may be called like one of another kind of step. */
const labelOf = (port: string, { palette }: Desk): string => palette.ports[port] ?? port;

type PortProps = Omit<Props, "ports"> & { port: Port; arrows: readonly Arrow[]; isGone?: boolean };

function PortRow({ step, port, arrows, desk, isReadOnly, isGone = false, onGoTo }: PortProps) {
  const own = arrows.filter((arrow) => arrow.port === port.name);
  const options = stepsOf(desk.document)
    .filter(({ type }) => type !== "Elsa.Start")
    .map(({ id, label }) => ({ value: id, label: id === step ? `${label} (este mismo)` : label }));
  const free = options.filter(({ value }) => !own.some(({ to }) => to === value));
  const nameOf = (id: string) => options.find(({ value }) => value === id)?.label ?? id;

  function lead(to: string, instead?: Arrow) {
    if (to !== "") desk.onCommand({ do: "connect", arrow: { from: step, port: port.name, to }, instead });
    else if (instead) desk.onCommand({ do: "remove", steps: [], arrows: [instead] });
  }

  if (isReadOnly)
    return (
      <div className="exits">
        <p className="exits__port">{port.label}</p>
        {own.map(({ to }) => <p key={to}>Sigue en <GoTo id={to} desk={desk} onGoTo={onGoTo} /></p>)}
        {own.length === 0 && <p className="support">No sigue en ninguna parte.</p>}
      </div>
    );
  return (
    <div className="exits" role="group" aria-label={port.label}>
      <p className="exits__port">{port.label}</p>
      {/* The row of an arrow that is drawn is the one of before, so that whoever is in it stays in it. */}
      {(own.length > 0 ? own : [undefined]).map((arrow, at) => (
        <div key={at} className="exits__line">
          <NativeSelect
            aria-label={`${port.label}, ${own.length > 1 ? `destino ${at + 1}` : "sigue en"}`} value={arrow?.to ?? ""}
            data={[{ value: "", label: "A ninguna parte" }, ...options.filter((one) => one.value === arrow?.to || free.includes(one))]}
            onChange={(event) => lead(event.currentTarget.value, arrow)}
          />
          {arrow && (
            <>
              <ActionIcon variant="default" size="2.25rem" aria-label={`Ir a ${nameOf(arrow.to)}`} onClick={() => onGoTo(arrow.to)}>
                <IconArrowRight aria-hidden size={16} />
              </ActionIcon>
              <ActionIcon
                variant="default" size="2.25rem" aria-label={`Quitar la flecha de ${port.label} a ${nameOf(arrow.to)}`}
                onClick={() => lead("", arrow)}
              >
                <IconX aria-hidden size={16} />
              </ActionIcon>
            </>
          )}
        </div>
      ))}
      {own.length > 0 && !isGone && free.length > 0 && <OtherTarget port={port.label} free={free} onAdd={(to) => lead(to)} />}
    </div>
  );
}

type OtherProps = { port: string; free: readonly { value: string; label: string }[]; onAdd: (to: string) => void };

/** A way out that leads to several steps opens them all. */
function OtherTarget({ port, free, onAdd }: OtherProps) {
  const [to, setTo] = useState("");
  return (
    <details>
      <summary className="support">Seguir también en otro paso, a la vez</summary>
      <div className="exits__line">
        <NativeSelect
          aria-label={`${port}, otro destino`} value={to} data={[{ value: "", label: "Elige un paso" }, ...free]}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button
          variant="default" disabled={to === ""}
          onClick={() => {
            onAdd(to);
            setTo("");
          }}
        >
          Agregar
        </Button>
      </div>
    </details>
  );
}

/** A step by its name, to go to it. */
export function GoTo({ id, desk, onGoTo }: { id: string; desk: Desk; onGoTo: (step: string) => void }) {
  const label = stepsOf(desk.document).find((step) => step.id === id)?.label ?? id;
  return (
    <button type="button" className="step-panel__go" onClick={() => onGoTo(id)}>
      {label}
    </button>
  );
}
