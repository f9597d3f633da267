import { NativeSelect } from "@mantine/core";

type Option = { value: string; label: string };
type Props = {
  label: string;
  description?: string;
  options: readonly Option[];
  value: string;
  /** What stands there while nothing is chosen. */
  unset?: string;
  /** A value that is no option, in words. */
  unknown?: (value: string) => string;
  onChange: (value: string) => void;
};

/** One of a few. What a file says and nobody offers is shown too, so that looking changes nothing. */
export function ChoiceField({ label, description, options, value, unset = "Sin indicar", unknown = (code) => code, onChange }: Props) {
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <NativeSelect
      label={label} description={description} value={value} onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: "", label: unset }, ...(isKnown ? [] : [{ value, label: unknown(value) }]), ...options]}
    />
  );
}
