import { ActionIcon, Button, NativeSelect, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import {
  comparesWithValue, conditionOf, operators, textOfCondition, type Comparison, type Condition, type Constant, type Operator,
} from "../inputs/conditions";
import type { Fact } from "../inputs/facts";
import { FormulaInput } from "./FormulaInput";
import { useRowFocus } from "./useRowFocus";
import "./rows.css";

type Props = { label: string; help?: string | null; formula: string; facts: readonly Fact[]; onChange: (formula: string) => void };

/** A condition as comparisons of facts; what says more is a formula, behind a switch. */
export function ConditionBuilder({ label, help, formula, facts, onChange }: Props) {
  const [wantsFormula, setWantsFormula] = useState(false);
  const condition: Condition | null = formula.trim() === "" ? { joinedBy: "and", parts: [] } : conditionOf(formula);
  const rows = useRowFocus();
  const set = (parts: readonly Comparison[], joinedBy = condition?.joinedBy ?? "and") =>
    onChange(parts.length > 0 ? textOfCondition({ joinedBy, parts }) : "");

  return (
    <fieldset className="step-panel__group">
      <legend>{label}</legend>
      {help && <p className="support">{help}</p>}
      {condition && !wantsFormula ? (
        <>
          {condition.parts.length > 1 && (
            <NativeSelect
              label="Tienen que cumplirse" value={condition.joinedBy}
              data={[{ value: "and", label: "todas (y)" }, { value: "or", label: "al menos una (o)" }]}
              onChange={(event) => set(condition.parts, event.currentTarget.value as Condition["joinedBy"])}
            />
          )}
          <ol className="rows" ref={rows.ref}>
            {condition.parts.map((part, at) => (
              <li key={at} className="condition">
                <ComparisonRow
                  number={at + 1} part={part} facts={facts} onChange={(next) => set(condition.parts.with(at, next))}
                  onRemove={() => {
                    set(condition.parts.filter((_, other) => other !== at));
                    rows.focus(at - 1);
                  }}
                />
              </li>
            ))}
          </ol>
          <Button
            variant="default" size="compact-md" leftSection={<IconPlus aria-hidden size={14} />} disabled={facts.length === 0}
            onClick={() => {
              set([...condition.parts, { fact: facts[0]!.path, operator: "is", value: "" }]);
              rows.focus(condition.parts.length);
            }}
          >
            Agregar una comparación
          </Button>
        </>
      ) : (
        <FormulaInput
          label={`${label}: fórmula`} value={formula} onChange={onChange}
          description={condition ? undefined : "Dice más que una comparación: solo se puede cambiar como fórmula."}
        />
      )}
      {condition && (
        <Switch
          mt="xs" label="Escribir la fórmula" checked={wantsFormula} onChange={(event) => setWantsFormula(event.currentTarget.checked)}
        />
      )}
    </fieldset>
  );
}

type RowProps = { number: number; part: Comparison; facts: readonly Fact[]; onChange: (part: Comparison) => void; onRemove: () => void };

function ComparisonRow({ number, part, facts, onChange, onRemove }: RowProps) {
  const isKnown = facts.some((fact) => fact.path === part.fact);
  const compare = (operator: Operator): Comparison =>
    comparesWithValue(operator) ? { fact: part.fact, operator, value: part.value ?? "" } : { fact: part.fact, operator };

  return (
    <>
      <NativeSelect
        aria-label={`Qué dato, comparación ${number}`} value={part.fact}
        onChange={(event) => onChange({ ...part, fact: event.currentTarget.value })}
        data={[
          ...(isKnown ? [] : [{ value: part.fact, label: factInWords(part.fact, facts) }]),
          ...facts.map(({ path, label }) => ({ value: path, label })),
        ]}
      />
      <NativeSelect
        aria-label={`Cómo se compara, comparación ${number}`} value={part.operator}
        data={operators.map(({ value, label }) => ({ value, label }))}
        onChange={(event) => onChange(compare(event.currentTarget.value as Operator))}
      />
      {comparesWithValue(part.operator) && (
        <ConstantInput
          label={`Con qué se compara, comparación ${number}`} value={part.value ?? ""} onChange={(value) => onChange({ ...part, value })}
        />
      )}
      <ActionIcon variant="default" size="2.25rem" aria-label={`Quitar la comparación ${number}`} onClick={onRemove}>
        <IconX aria-hidden size={16} />
      </ActionIcon>
    </>
  );
}

/** «count(objeciones)» as «cuántos hay en objeciones». */
function factInWords(path: string, facts: readonly Fact[]): string {
  const counted = /^count\((.+)\)$/.exec(path)?.[1];
  const label = facts.find((fact) => fact.path === (counted ?? path))?.label ?? counted ?? path;
  return counted ? `cuántos hay en ${label}` : label;
}

function ConstantInput({ label, value, onChange }: { label: string; value: Constant; onChange: (value: Constant) => void }) {
  if (typeof value === "boolean")
    return (
      <NativeSelect
        aria-label={label} value={String(value)} data={[{ value: "true", label: "sí" }, { value: "false", label: "no" }]}
        onChange={(event) => onChange(event.currentTarget.value === "true")}
      />
    );
  return (
    <TextInput
      aria-label={label} value={typeof value === "number" ? String(value).replace(".", ",") : value}
      onChange={({ currentTarget: { value: typed } }) =>
        onChange(/^-?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(",", ".")) : typed)
      }
    />
  );
}
