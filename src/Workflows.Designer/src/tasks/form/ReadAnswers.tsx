import { Text } from "@mantine/core";
import { useMemo } from "react";
import { ReadGrid } from "../../ui/grid/ReadGrid";
import { asked } from "./asked";
import { isMissing, textOf, typeOf, whyNot, type Answers, type Field } from "./content";
import "./form.css";
import { gridColumns } from "./gridColumns";
import { groupingOf } from "./grouping";

/** Answers as somebody else reads them, by the labels of their form. What is optional and blank is left out. */
export function ReadAnswers({ form, answers }: { form: readonly Field[]; answers: Answers }) {
  const ids = asked(form, answers);
  const shown = form.filter((field) => ids.has(field.id) && (field.required || !isMissing(answers[field.id])));

  if (shown.length === 0) return <Text>Sin respuestas.</Text>;
  return (
    <dl className="answers">
      {shown.map((field) => (
        <div key={field.id}>
          <dt>{field.label}</dt>
          <dd>{typeOf(field) === "table" && whyNot(answers[field.id]) === undefined ? <Rows table={field} rows={answers[field.id]} /> : textOf(field, answers[field.id]) || "Sin responder"}</dd>
        </div>
      ))}
    </dl>
  );
}

function Rows({ table, rows }: { table: Field; rows: unknown }) {
  const columns = useMemo(() => gridColumns(table), [table]);
  const grouping = groupingOf(table);

  if (!Array.isArray(rows) || rows.length === 0) return <>Sin filas</>;
  return <ReadGrid label={table.label} columns={columns} grouping={grouping} rows={(rows as Answers[]).map((row, index) => ({ index, row }))} />;
}
