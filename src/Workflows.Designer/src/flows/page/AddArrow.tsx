import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { CommandDialog } from "../../ui/CommandDialog";
import { isSame, type Arrow, type Step } from "../draft/document";
import type { Port } from "../draft/palette";
import { StepInput } from "./StepInput";

type Props = {
  steps: readonly Step[];
  arrows: readonly Arrow[];
  portsOf: (step: Step) => readonly Port[];
  /** Where it begins and ends, as far as somebody has said. */
  from?: string;
  to?: string;
  onConnect: (arrow: Arrow) => void;
  onClose: () => void;
};

const still = { isPending: false, error: null };

/** An arrow by typing where it begins and ends: what the mouse does by drawing it. */
export function AddArrow({ steps, arrows, portsOf, onConnect, onClose, ...first }: Props) {
  const [from, setFrom] = useState(first.from ?? "");
  const [to, setTo] = useState(first.to ?? "");
  const [port, setPort] = useState("");
  const step = steps.find((one) => one.id === from);
  const ports = step ? portsOf(step) : [];
  const isUsed = (name: string) => arrows.some((arrow) => arrow.from === from && arrow.port === name);
  const chosen = ports.find((one) => one.name === port)?.name ?? ports.find((one) => !isUsed(one.name) && !one.isFailure)?.name ?? ports[0]?.name ?? "";
  const arrow = { from, port: chosen, to };
  const missing = !step || !steps.some((one) => one.id === to) ? "Elige los dos pasos." : chosen === "" ? "Ese paso no tiene salidas." : undefined;
  const blockedBy = missing ?? (arrows.some((other) => isSame(other, arrow)) ? "Esa flecha ya existe." : undefined);

  return (
    <CommandDialog title="Agregar una flecha" command={still} submit="Agregar la flecha" blockedBy={blockedBy} onSubmit={() => onConnect(arrow)} onClose={onClose}>
      {() => (
        <>
          <StepInput label="Desde" steps={steps} value={from} onChange={setFrom} />
          {ports.length > 1 && (
            <NativeSelect
              label="Cuando sale por" value={chosen} onChange={(event) => setPort(event.currentTarget.value)}
              data={ports.map((one) => ({ value: one.name, label: isUsed(one.name) ? `${one.label} (ya tiene flecha)` : one.label }))}
            />
          )}
          <StepInput label="Sigue en" steps={steps} value={to} onChange={setTo} />
        </>
      )}
    </CommandDialog>
  );
}
