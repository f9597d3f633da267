import { Textarea } from "@mantine/core";
import { useState } from "react";
import { isAlike } from "../inputs/inputs";

type Props = { label: string; description?: string; lines: readonly string[]; onChange: (lines: readonly string[]) => void };

/** A list written one a line. While a line is still blank it is not in the list. */
export function LinesInput({ label, description, lines, onChange }: Props) {
  const [typed, setTyped] = useState(lines.join("\n"));
  const shown = isAlike(linesOf(typed), lines) ? typed : lines.join("\n");

  return (
    <Textarea
      label={label} description={description ?? "Uno por línea."} rows={Math.min(8, Math.max(2, shown.split("\n").length))} value={shown}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(linesOf(currentTarget.value));
      }}
    />
  );
}

const linesOf = (text: string) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
