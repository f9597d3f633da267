import { Checkbox, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { isFixedBy, type ArrivedAt } from "./arrived";
import { ArrivedAnswer, sourceOf } from "./ArrivedAnswer";
import { asked } from "./asked";
import { ChoiceInput } from "./ChoiceInput";
import { optionId, optionLabel, typeOf, type Answers, type Arrived, type Field } from "./content";
import { NotApplicable } from "./NotApplicable";
import { NumberInput } from "../../ui/NumberInput";
import { TableField } from "./TableField";
import type { Finding } from "./taskRules";

type Props = {
  fields: readonly Field[];
  /** Only these of them, where the others are asked elsewhere. */
  only?: ReadonlySet<string>;
  answers: Answers;
  findings: readonly Finding[];
  /** Where these answers are in what is sent: answers, answers.indicadores[2]. */
  place?: string;
  /** What came from other steps. */
  arrivedAt?: ArrivedAt;
  onChange: (answers: Answers) => void;
};

const longText = 200;

/** The questions of a form that are asked right now. What is wrong with an answer is said under it. */
export function FormFields({ fields, only, answers, findings, place = "answers", arrivedAt, onChange }: Props) {
  const ids = asked(fields, answers);

  return (
    <Stack gap="md">
      {fields
        .filter((field) => ids.has(field.id) && (only?.has(field.id) ?? true))
        .map((field) => (
          <FieldOrWhyNot
            key={field.id}
            field={field}
            answer={answers[field.id]}
            findings={findings}
            place={`${place}.${field.id}`}
            arrived={arrivedAt?.(field)}
            onChange={(answer) => onChange({ ...answers, [field.id]: answer })}
          />
        ))}
    </Stack>
  );
}

type InputProps = { field: Field; answer: unknown; findings: readonly Finding[]; place: string; arrived?: Arrived; onChange: (answer: unknown) => void };

function FieldOrWhyNot(props: InputProps) {
  if (isFixedBy(props.field, props.arrived)) {
    return <ArrivedAnswer field={props.field} arrived={props.arrived} place={props.place} error={messageAt(props.findings, props.place)} />;
  }
  if (!props.field.mayNotApply) return <FieldInput {...props} />;
  return (
    <NotApplicable {...props} said={messageAt(props.findings, props.place)}>
      <FieldInput {...props} />
    </NotApplicable>
  );
}

function FieldInput({ field, answer, findings, place, arrived, onChange }: InputProps) {
  // What arrived and may be changed says where it came from; the cells of a table say it once, at their table.
  const description = arrived?.at !== undefined ? `${sourceOf(arrived)} Puedes cambiarlo.` : undefined;
  const shared = { id: place, label: field.label, withAsterisk: field.required, description, error: messageAt(findings, place) };
  const text = typeof answer === "string" ? answer : "";

  switch (typeOf(field)) {
    case "table":
      return <TableField table={field} rows={Array.isArray(answer) ? (answer as Answers[]) : []} findings={findings} place={place} arrived={arrived} onChange={onChange} />;
    case "person":
    case "post":
    case "institution":
    case "place":
    case "commitment":
      return <ChoiceInput field={field} answer={answer} place={place} error={shared.error} description={description} onChange={onChange} />;
    case "number":
      return <NumberInput {...shared} value={answer} onChange={onChange} />;
    case "date":
      return <TextInput {...shared} type="date" value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "choice":
      return (
        <NativeSelect
          {...shared}
          value={text}
          data={[{ value: "", label: "Elige una opción" }, ...(field.options ?? []).map((option) => ({ value: optionId(option), label: optionLabel(option) }))]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "choices":
      return (
        <Checkbox.Group {...shared} tabIndex={-1} value={Array.isArray(answer) ? (answer as string[]) : []} onChange={onChange}>
          <Stack gap="xs" mt="xs">
            {(field.options ?? []).map((option) => (
              <Checkbox key={optionId(option)} value={optionId(option)} label={optionLabel(option)} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case "yesNo":
      return (
        <NativeSelect
          {...shared}
          value={answer === true ? "yes" : answer === false ? "no" : ""}
          data={[{ value: "", label: "Sin responder" }, { value: "yes", label: "Sí" }, { value: "no", label: "No" }]}
          onChange={({ currentTarget: { value } }) => onChange(value === "" ? undefined : value === "yes")}
        />
      );
    default:
      return (field.rules?.maxLength ?? longText + 1) > longText ? (
        <Textarea {...shared} autosize minRows={2} maxRows={12} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <TextInput {...shared} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
      );
  }
}

/** What is said of exactly this place; warnings too, for they are worth reading where they belong. */
export function messageAt(findings: readonly Finding[], place: string): string | undefined {
  const said = findings.filter((finding) => finding.place === place).map((finding) => finding.message);
  return said.length > 0 ? said.join(" ") : undefined;
}
