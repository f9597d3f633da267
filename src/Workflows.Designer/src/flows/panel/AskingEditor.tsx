import { NativeSelect, TextInput } from "@mantine/core";
import { askingOf, labelOfRow, optionsOf, withAsking, type Asking, type Row } from "../inputs/fields";

type Props = { field: Row; before: readonly Row[]; onChange: (field: Row) => void };

/** When a field is asked: always, or as another before it was answered. */
export function AskingEditor({ field, before, onChange }: Props) {
  const asking = askingOf(field);
  const looked = before.find((row) => row.id === asking?.field);
  const isLost = asking !== null && !looked;
  const way = asking ? `${asking.not ? "not " : ""}${asking.answers ? "in" : "answered"}` : "";
  const set = (next: Asking | null) => onChange(withAsking(field, next));

  return (
    <>
      <NativeSelect
        label="Se pregunta" value={asking?.field ?? ""} error={isLost && "El campo del que depende ya no está antes que este."}
        data={[
          { value: "", label: "Siempre" },
          ...(isLost ? [{ value: asking.field, label: "Según un campo que no está antes" }] : []),
          ...before.map((row) => ({ value: row.id, label: `Según «${labelOfRow(row)}»` })),
        ]}
        onChange={({ currentTarget: { value } }) => set(value === "" ? null : { field: value, answers: null, not: false })}
      />
      {asking && (
        <NativeSelect
          label="Cuando" value={way} onChange={({ currentTarget: { value } }) => set(changed(asking, value, looked))}
          data={[
            { value: "answered", label: "tiene respuesta" },
            { value: "not answered", label: "no tiene respuesta" },
            { value: "in", label: "la respuesta es" },
            { value: "not in", label: "la respuesta no es" },
          ]}
        />
      )}
      {asking?.answers && <AnswerInput looked={looked} answers={asking.answers} onChange={(answers) => set({ ...asking, answers })} />}
    </>
  );
}

function changed(asking: Asking, way: string, looked: Row | undefined): Asking {
  const answers = way.endsWith("in") ? (asking.answers ?? [firstAnswer(looked)]) : null;
  return { ...asking, answers, not: way.startsWith("not ") };
}

function firstAnswer(looked: Row | undefined): unknown {
  if (looked?.type === "yesNo") return true;
  return (looked && optionsOf(looked)[0]?.id) ?? "";
}

type AnswerProps = { looked: Row | undefined; answers: readonly unknown[]; onChange: (answers: readonly unknown[]) => void };

/** One answer as a choice; several that a file brought are kept while nobody chooses another. */
function AnswerInput({ looked, answers, onChange }: AnswerProps) {
  const options = looked?.type === "yesNo" ? [{ id: "true", label: "Sí" }, { id: "false", label: "No" }] : looked ? optionsOf(looked) : [];
  const label = "Respuesta";
  if (options.length === 0)
    return (
      <TextInput
        label={label} description="Si son varias, separadas por punto y coma." value={answers.map(String).join("; ")}
        onChange={(event) => {
          const texts = event.currentTarget.value.split(/;\s?/);
          onChange(looked?.type === "number" ? texts.map(numberOf) : texts);
        }}
      />
    );
  const value = answers.length === 1 ? String(answers[0]) : "several";
  const several = answers.map((answer) => options.find(({ id }) => id === String(answer))?.label ?? String(answer)).join(" o ");
  return (
    <NativeSelect
      label={label} value={value}
      data={[
        ...(value === "several" ? [{ value, label: several }] : []),
        ...options.map((option) => ({ value: option.id, label: option.label })),
      ]}
      onChange={({ currentTarget: { value: id } }) => id !== "several" && onChange([looked?.type === "yesNo" ? id === "true" : id])}
    />
  );
}

const numberOf = (text: string): unknown => (/^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : text);
