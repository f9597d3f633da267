import { Select } from "@mantine/core";
import type { Step } from "../draft/document";

type Props = { label: string; steps: readonly Step[]; value: string; onChange: (id: string) => void };

/** A step of the flow, found by typing its name. Two with the same name are told apart by their id. */
export function StepInput({ label, steps, value, onChange }: Props) {
  const names = new Map<string, number>();
  for (const step of steps) names.set(step.label, (names.get(step.label) ?? 0) + 1);

  return (
    <Select
      label={label} searchable nothingFoundMessage="Ningún paso se llama así" value={value || null} onChange={(id) => onChange(id ?? "")}
      data={steps.map((step) => ({ value: step.id, label: names.get(step.label) === 1 ? step.label : `${step.label} (${step.id})` }))}
    />
  );
}
