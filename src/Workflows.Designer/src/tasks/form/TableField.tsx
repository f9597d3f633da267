import { Text } from "@mantine/core";
import { useMemo } from "react";
import { EditableGrid } from "../../ui/grid/EditableGrid";
import { arrivedInRow, hasFixedRows } from "./arrived";
import { sourceOf } from "./ArrivedAnswer";
import { defaultMaxRows, type Answers, type Arrived, type Field } from "./content";
import { FormFields, messageAt } from "./FormFields";
import "./form.css";
import { gridColumns } from "./gridColumns";
import { groupingOf } from "./grouping";
import { broughtInto, useLastRows } from "./lastYear";
import type { Finding } from "./taskRules";

type Props = { table: Field; rows: readonly Answers[]; findings: readonly Finding[]; place: string; arrived?: Arrived; onChange: (rows: Answers[]) => void };

/** A table to fill in, written in like a sheet. What came from another step is read and not written. */
export function TableField({ table, rows, findings, place, arrived, onChange }: Props) {
  const columns = useMemo(() => gridColumns(table, arrived), [table, arrived]);
  const grouping = groupingOf(table);
  const said = messageAt(findings, place);
  const isFixed = hasFixedRows(table, arrived);
  const last = useLastRows(table);
  const maxRows = table.rules?.maxRows ?? defaultMaxRows;
  const found = useMemo(() => new Map(findings.map((finding) => [finding.place, { message: messageAt(findings, finding.place)!, blocks: finding.blocks }])), [findings]);

  return (
    <div id={place} tabIndex={-1} role="group" aria-label={table.label}>
      <Text fw={700}>
        {table.label}
        {table.required && <span aria-hidden="true"> *</span>}
      </Text>
      {arrived && (
        <p className="form__source">
          {sourceOf(arrived)} {isFixed ? "Las filas son las de esa entrega." : "Puedes cambiarlo."}
        </p>
      )}
      {said && (
        <p className="form__said" role="alert">
          {said}
        </p>
      )}
      <EditableGrid
        label={table.label} columns={columns} rows={rows} place={place} maxRows={maxRows} canAdd={!isFixed} grouping={grouping}
        saidOf={(index, column) => found.get(`${place}[${index}].${column}`)}
        questions={(index, only) => (
          <FormFields
            fields={table.columns ?? []} only={only} answers={rows[index] ?? {}} findings={findings} place={`${place}[${index}]`} arrivedAt={arrivedInRow(arrived, index)}
            onChange={(changed) => onChange(rows.map((other, i) => (i === index ? changed : other)))}
          />
        )}
        bring={last && { label: last.label, whence: `de ${last.year}`, take: () => broughtInto(table, rows, last.rows, { maxRows, isFixed }) }}
        onChange={(changed) => onChange(changed as Answers[])}
      />
    </div>
  );
}
