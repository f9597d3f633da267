import { UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconArrowRight } from "@tabler/icons-react";
import { useMemo } from "react";
import { MoreMenu } from "../../ui/MoreMenu";
import { StatusTag } from "../../ui/StatusTag";
import type { Decoration } from "../canvas/shapes";
import { iconOfKind } from "../canvas/kinds";
import type { Command } from "../draft/commands";
import type { FlowDocument } from "../draft/document";
import { outlineOf, type OutlineRow } from "../draft/outline";
import { labelOfPort, nameOfKind, type Palette } from "../draft/palette";
import "./flow-list.css";

type Props = {
  document: FlowDocument;
  palette: Palette;
  chosen: readonly string[];
  decorations: ReadonlyMap<string, Decoration>;
  isReadOnly: boolean;
  onCommand: (command: Command) => void;
  onOpen: (step: string) => void;
  onInsertAfter: (step: string) => void;
  onConnectFrom: (step: string) => void;
};

/** The same flow as a list in the order of its steps: everything that the drawing can, without dragging. */
export function FlowList({ document, ...rest }: Props) {
  const rows = useMemo(() => outlineOf(document), [document]);

  if (rows.length === 0) return <p className="support">El flujo todavía no tiene pasos. Agrega el primero desde la lista de pasos.</p>;
  return (
    <ol className="flow-list" aria-label="Pasos del flujo, en su orden">
      {rows.map((row) => (
        <Row key={row.step.id} row={row} {...rest} />
      ))}
    </ol>
  );
}

function Row({ row: { step, number, exits, isReached }, palette, chosen, decorations, isReadOnly, onCommand, onOpen, onInsertAfter, onConnectFrom }: Omit<Props, "document"> & { row: OutlineRow }) {
  const Icon = iconOfKind(step.type);
  const { who, term, problem } = decorations.get(step.id) ?? {};
  const isChosen = chosen.includes(step.id);

  return (
    <li className={`flow-list__row${isChosen ? " flow-list__row--chosen" : ""}`} data-step={step.id}>
      <span className="flow-list__number">{number}</span>
      <div className="flow-list__what">
        <UnstyledButton className="flow-list__name" aria-current={isChosen || undefined} onClick={() => onOpen(step.id)}>
          {step.label}
        </UnstyledButton>
        <span className="support">
          <Icon size={14} stroke={1.75} aria-hidden /> {[nameOfKind(palette, step.type), who, term].filter(Boolean).join(" · ")}
        </span>
        {!isReached && <StatusTag bare tone="soon">Nada llega a este paso</StatusTag>}
        {problem && <StatusTag bare tone={problem.isError ? "late" : "soon"}>{problem.text}</StatusTag>}
      </div>
      <ul className="flow-list__exits" aria-label={`Después de ${step.label}`}>
        {exits.map(({ port, to, goesBack }) => (
          <li key={`${port} ${to.id}`}>
            {goesBack ? <IconArrowBackUp size={14} aria-hidden /> : <IconArrowRight size={14} aria-hidden />}{" "}
            {port !== "Done" && <b>{labelOfPort(palette, port)}</b>} {goesBack ? "vuelve a" : "sigue en"}{" "}
            <UnstyledButton className="flow-list__exit" onClick={() => onOpen(to.id)}>
              {to.label}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <MoreMenu
          label={`Más sobre ${step.label}`}
          acts={[
            { label: "Insertar un paso después", onChoose: () => onInsertAfter(step.id) },
            { label: "Agregar una flecha desde aquí", onChoose: () => onConnectFrom(step.id) },
            ...exits.map(({ port, to }) => ({
              label: `Quitar la flecha a ${to.label}${port === "Done" ? "" : ` (${labelOfPort(palette, port)})`}`,
              onChoose: () => onCommand({ do: "remove", steps: [], arrows: [{ from: step.id, port, to: to.id }] }),
            })),
            { label: `Quitar ${step.label}`, isDangerous: true, onChoose: () => onCommand({ do: "remove", steps: [step.id] }) },
          ]}
        />
      )}
    </li>
  );
}
