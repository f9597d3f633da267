import { Textarea } from "@mantine/core";

type Props = { label: string; description?: string; value: string; onChange: (text: string) => void };

/** What only a formula says, as it is written. */
export function FormulaInput({ label, description, value, onChange }: Props) {
  return (
    <Textarea
      label={label} description={description ?? "Es una fórmula: se calcula cuando el proceso llega aquí."}
      classNames={{ input: "step-panel__formula" }}
      spellCheck={false} rows={Math.min(6, Math.max(2, Math.ceil(value.length / 40)))} value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
