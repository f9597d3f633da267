import { Button, Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { arrivedInRow, hasFixedRows } from "./arrived";
import { sourceOf } from "./ArrivedAnswer";
import { defaultMaxRows, isMissing, namingColumn, textOf, type Answers, type Arrived, type Field } from "./content";
import { FormFields, messageAt } from "./FormFields";
import "./form.css";
import type { Finding } from "./taskRules";

type Props = { table: Field; rows: readonly Answers[]; findings: readonly Finding[]; place: string; arrived?: Arrived; onChange: (rows: Answers[]) => void };

/** A table to fill in, one block a row: it reads the same on a phone and by keyboard. */
export function TableField({ table, rows, findings, place, arrived, onChange }: Props) {
  const added = useRef<HTMLButtonElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const toFocus = useRef<number>(undefined);
  const columns = table.columns ?? [];
  const said = messageAt(findings, place);
  const name = namingColumn(table);
  const isFixed = hasFixedRows(table, arrived);

  // Whoever adds a row goes on writing in it.
  useEffect(() => {
    if (toFocus.current === undefined) return;
    whole.current?.querySelectorAll(":scope > fieldset")[toFocus.current]?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    toFocus.current = undefined;
  }, [rows.length]);

  function insert(index: number, row: Answers) {
    toFocus.current = index;
    onChange([...rows.slice(0, index), row, ...rows.slice(index)]);
  }

  function replace(index: number, row: Answers) {
    onChange(rows.map((other, i) => (i === index ? row : other)));
  }

  function remove(index: number) {
    onChange(rows.filter((_, i) => i !== index));
    // The button that was pressed is gone: reading goes on where rows are added.
    added.current?.focus();
  }

  return (
    <div id={place} ref={whole} tabIndex={-1} role="group" aria-label={table.label}>
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
      {rows.map((row, i) => (
        <fieldset key={i} className="form__row">
          <legend>
            Fila {i + 1}
            {name && !isMissing(row[name.id]) && `: ${textOf(name, row[name.id])}`}
          </legend>
          <FormFields fields={columns} answers={row} findings={findings} place={`${place}[${i}]`} arrivedAt={arrivedInRow(arrived, i)} onChange={(changed) => replace(i, changed)} />
          {!isFixed && (
            <Group mt="md" gap="sm">
              <Button variant="default" size="compact-md" onClick={() => insert(i + 1, { ...row })}>
                Copiar fila {i + 1}
              </Button>
              <Button variant="default" size="compact-md" onClick={() => remove(i)}>
                Quitar fila {i + 1}
              </Button>
            </Group>
          )}
        </fieldset>
      ))}
      {!isFixed && (
        <Button ref={added} mt="sm" variant="default" disabled={rows.length >= (table.rules?.maxRows ?? defaultMaxRows)} onClick={() => insert(rows.length, {})}>
          Agregar fila
        </Button>
      )}
    </div>
  );
}
