import { TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { spanish } from "./numbers";

type Props = { id: string; label: string; withAsterisk?: boolean; error?: ReactNode; value: unknown; onChange: (value: unknown) => void };

/** A number written as in Chile: 33,5. While it is no number yet it stays the text that was typed, and the form says so. */
export function NumberInput({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState(textOf(value));
  const shown = sameValue(read(typed), value) ? typed : textOf(value);

  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      value={shown}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(read(currentTarget.value));
      }}
    />
  );
}

/** The number, the text when it is none, nothing when it is blank. */
export function read(typed: string): number | string | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  // 1.234,5 is how amounts are pasted; a lone point is the decimal mark of another keyboard.
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll(".", "").replace(",", ".") : text.replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : typed;
}

const textOf = (value: unknown) => (typeof value === "number" ? spanish(value) : typeof value === "string" ? value : "");
const sameValue = (one: unknown, other: unknown) => (one ?? "") === (other ?? "");
