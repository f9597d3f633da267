import { Button } from "@mantine/core";
import type { Command } from "../draft/commands";
import { stepsOf, type FlowDocument } from "../draft/document";
import type { Palette, Port } from "../draft/palette";
import type { Problem } from "./useCheck";

type Props = {
  document: FlowDocument;
  chosen: readonly string[];
  palette: Palette;
  portsOf: (step: string) => readonly Port[];
  problems: readonly Problem[];
  isReadOnly: boolean;
  onCommand: (command: Command) => void;
  onClose: () => void;
  onGoTo: (step: string) => void;
};

/** What is chosen, to be changed: a step, several of them, or the flow itself. */
export function PanelOf({ document, chosen, isReadOnly, onCommand }: Props) {
  const steps = stepsOf(document).filter((step) => chosen.includes(step.id));
  return (
    <div>
      {steps.map((step) => step.label).join(", ")}
      {!isReadOnly && chosen.length > 0 && (
        <Button variant="danger" onClick={() => onCommand({ do: "remove", steps: chosen })}>
          Quitar
        </Button>
      )}
    </div>
  );
}
