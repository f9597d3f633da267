import { Textarea, TextInput } from "@mantine/core";

type Props = { label: string; description?: string; isLong?: boolean; value: string; onChange: (text: string) => void };

/** A text, short or of several lines. */
export function TextField({ label, description, isLong = false, value, onChange }: Props) {
  const shared = { label, description, value };
  return isLong ? (
    <Textarea
      {...shared} rows={Math.min(8, Math.max(3, Math.ceil(value.length / 45)))} onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
