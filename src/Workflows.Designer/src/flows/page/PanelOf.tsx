import { Button, Group } from "@mantine/core";
import type { Command } from "../draft/commands";
import { stepsOf, type FlowDocument } from "../draft/document";
import type { Palette, Port } from "../draft/palette";
import { FlowPanel } from "../panel/FlowPanel";
import { StepPanel } from "../panel/StepPanel";
import type { Problem } from "./useCheck";

type Props = {
  document: FlowDocument;
  chosen: readonly string[];
  palette: Palette;
  portsOf: (step: string) => readonly Port[];
  problems: readonly Problem[];
  isReadOnly: boolean;
  onCommand: (command: Command) => void;
  onCopy: () => void;
  onClose: () => void;
  onGoTo: (step: string) => void;
};

/** What is chosen, to be changed: a step, several of them, or the flow itself. */
export function PanelOf({ document, chosen, palette, portsOf, problems, isReadOnly, onCommand, onCopy, onClose, onGoTo }: Props) {
  const [only, ...others] = chosen;

  if (!only) return <FlowPanel document={document} palette={palette} isReadOnly={isReadOnly} onCommand={onCommand} onGoTo={onGoTo} />;
  if (others.length > 0) {
    const labels = stepsOf(document).filter((step) => chosen.includes(step.id)).map((step) => step.label);
    return (
      <section aria-label="Pasos elegidos">
        <h2>{labels.length} pasos elegidos</h2>
        <ul>
          {labels.map((label, at) => (
            <li key={`${label} ${at}`}>{label}</li>
          ))}
        </ul>
        {!isReadOnly && (
          <Group>
            <Button variant="default" onClick={onCopy}>Copiar</Button>
            <Button variant="danger" onClick={() => onCommand({ do: "remove", steps: chosen })}>Quitar</Button>
          </Group>
        )}
      </section>
    );
  }
  return (
    <StepPanel
      document={document} step={only} palette={palette} ports={portsOf(only)} problems={problems} isReadOnly={isReadOnly} onCommand={onCommand} onClose={onClose} onGoTo={onGoTo}
    />
  );
}
