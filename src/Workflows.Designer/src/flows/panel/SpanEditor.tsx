import { Group, NumberInput } from "@mantine/core";
import { valued } from "../inputs/inputs";
import { spanInWords, spanOf, textOfSpan, type Span } from "../inputs/timeSpan";
import type { EditorProps } from "./desk";

const parts = [
  { name: "days", label: "Días", most: 3650 }, { name: "hours", label: "Horas", most: 23 }, { name: "minutes", label: "Minutos", most: 59 },
] as const;

/** A length of time in days, hours and minutes. */
export function SpanEditor({ input, state, onChange }: EditorProps) {
  const span: Span = (state.kind === "value" && spanOf(String(state.value))) || { days: 0, hours: 0, minutes: 0, seconds: 0 };

  return (
    <fieldset className="step-panel__group">
      <legend>{input.label}</legend>
      <Group gap="xs" align="end">
        {parts.map(({ name, label, most }) => (
          <NumberInput
            key={name} label={label} w="6rem" allowDecimal={false} min={0} max={most} value={span[name]}
            onChange={(count) => onChange(valued(textOfSpan({ ...span, [name]: typeof count === "number" ? count : 0 })))}
          />
        ))}
      </Group>
      <p className="support" role="status">{state.kind === "unset" ? "Sin indicar." : `Son ${spanInWords(span)}.`}</p>
    </fieldset>
  );
}
