import { Text } from "@mantine/core";
import { useMemo } from "react";
import { ReadGrid } from "../../ui/grid/ReadGrid";
import { asked } from "../form/asked";
import { isMissing, textOf, typeOf, whyNot, type Answers, type Field } from "../form/content";
import { gridColumns } from "../form/gridColumns";
import { groupingOf } from "../form/grouping";
import "../form/form.css";
import type { Draft } from "../draft/draft";
import { countOf } from "./cellRemarks";
import { compareRows } from "./compare";

/** What is remarked while it is read: the remarks so far, and how to make one of a cell. */
type Remarking = { remarks: Draft["remarks"]; onRemark: (table: Field, index: number, column: string) => void };

type Props = {
  form: readonly Field[];
  answers: Answers;
  /** The version it is compared with. */
  before?: Answers;
  onlyChanges?: boolean;
  remarking?: Remarking;
};

/** A version as whoever judges reads it: every row, also what stayed, unless they ask for less. What changed says what it was. */
export function ReadVersion({ form, answers, before, onlyChanges = false, remarking }: Props) {
  const ids = asked(form, answers);
  const shown = form.filter((field) => {
    if (!ids.has(field.id) || (isMissing(answers[field.id]) && isMissing(before?.[field.id]) && !field.required)) return false;
    return !onlyChanges || JSON.stringify(answers[field.id] ?? null) !== JSON.stringify(before?.[field.id] ?? null);
  });

  if (shown.length === 0) return <Text>{onlyChanges ? "Las respuestas son iguales en las dos versiones." : "Sin respuestas."}</Text>;
  return (
    <dl className="answers">
      {shown.map((field) => (
        <div key={field.id}>
          <dt>{field.label}</dt>
          <dd>
            {typeOf(field) === "table" && whyNot(answers[field.id]) === undefined ? (
              <Rows table={field} before={before && (before[field.id] ?? [])} after={answers[field.id]} onlyChanges={onlyChanges} remarking={remarking} />
            ) : (
              <>
                {textOf(field, answers[field.id]) || "Sin responder"}
                {before && textOf(field, before[field.id]) !== textOf(field, answers[field.id]) && (
                  <span className="grid__before">Cambió. Antes: {textOf(field, before[field.id]) || "en blanco"}</span>
                )}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type RowsProps = { table: Field; before: unknown; after: unknown; onlyChanges: boolean; remarking?: Remarking };

function Rows({ table, before, after, onlyChanges, remarking }: RowsProps) {
  const columns = useMemo(() => gridColumns(table), [table]);
  const all = compareRows(table, before, after);
  const rows = onlyChanges ? all.filter((row) => row.kind !== "same") : all;

  if (rows.length === 0) return <>Sin filas</>;
  return (
    <ReadGrid
      label={table.label} columns={columns} grouping={groupingOf(table)} rows={rows}
      remarking={remarking && { countOf: (index, column) => countOf(remarking.remarks, table, index, column), onRemark: (index, column) => remarking.onRemark(table, index, column) }}
    />
  );
}
