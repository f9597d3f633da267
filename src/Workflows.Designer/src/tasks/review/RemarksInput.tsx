import { Button, Group, NativeSelect, Stack, Textarea, Title } from "@mantine/core";
import type { Draft } from "../draft/draft";
import type { Field } from "../form/content";
import { messageAt } from "../form/FormFields";
import "../form/form.css";
import type { Finding } from "../form/taskRules";

type Props = { remarks: Draft["remarks"]; subjectForm: unknown; findings: readonly Finding[]; onChange: (remarks: Draft["remarks"]) => void };

/** What has to be corrected, remark by remark, each of a field of what was handed in or of the whole. */
export function RemarksInput({ remarks, subjectForm, findings, onChange }: Props) {
  const shown = remarks.length > 0 ? remarks : [{ text: "" }];
  const fields = ((subjectForm as Field[] | null | undefined) ?? []).map((field) => ({ value: field.id, label: field.label }));
  const said = messageAt(findings, "remarks");

  function replace(index: number, change: Partial<Draft["remarks"][number]>) {
    onChange(shown.map((remark, i) => (i === index ? { ...remark, ...change } : remark)));
  }

  return (
    <section id="remarks" tabIndex={-1} aria-labelledby="por-corregir">
      <Title order={2} size="h3" id="por-corregir" mb="sm">
        Qué hay que corregir
      </Title>
      {said && <p className="form__said">{said}</p>}
      <Stack gap="md">
        {shown.map((remark, i) => (
          <fieldset key={i} className="form__block">
            <legend>Observación {i + 1}</legend>
            <Stack gap="sm">
              <NativeSelect
                label={`Sobre qué es la observación ${i + 1}`}
                value={remark.field ?? ""}
                data={[{ value: "", label: "Toda la entrega" }, ...fields]}
                onChange={(event) => replace(i, { field: event.currentTarget.value || null })}
              />
              <Textarea
                id={`remarks[${i}].text`}
                label={`Observación ${i + 1}`}
                withAsterisk
                autosize
                minRows={2}
                value={remark.text}
                error={messageAt(findings, `remarks[${i}].text`)}
                onChange={(event) => replace(i, { text: event.currentTarget.value })}
              />
            </Stack>
            {shown.length > 1 && (
              <Group mt="sm">
                <Button variant="default" size="compact-md" onClick={() => onChange(shown.filter((_, at) => at !== i))}>
                  Quitar observación {i + 1}
                </Button>
              </Group>
            )}
          </fieldset>
        ))}
        <Group>
          <Button variant="default" onClick={() => onChange([...shown, { text: "" }])}>
            Agregar observación
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
