import { Checkbox, Stack, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { notApplicable, whyNot, type Field } from "./content";

type Props = { field: Field; answer: unknown; place: string; said: string | undefined; children: ReactNode; onChange: (answer: unknown) => void };

/** A question that may not apply: whoever says so says why, instead of answering it. */
export function NotApplicable({ field, answer, place, said, children, onChange }: Props) {
  const why = whyNot(answer);
  return (
    <Stack gap="xs">
      {why === undefined ? (
        children
      ) : (
        <Textarea
          id={place}
          label={`${field.label}: por qué no aplica`}
          withAsterisk
          autosize
          minRows={2}
          value={why}
          error={said}
          onChange={(event) => onChange(notApplicable(event.currentTarget.value))}
        />
      )}
      <Checkbox
        label={`No aplica: ${field.label}`}
        checked={why !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? notApplicable("") : undefined)}
      />
    </Stack>
  );
}
