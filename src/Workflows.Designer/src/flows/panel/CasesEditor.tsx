import { isPart, type Activity, type Part } from "../draft/document";
import { languages } from "../inputs/inputs";
import { renamed } from "../inputs/renamed";
import { ConditionBuilder } from "./ConditionBuilder";
import type { Desk } from "./desk";
import { Foreign } from "./Foreign";
import { NamedWays } from "./NamedWays";

type Case = Part & { readonly label: string };

/** The ways among which a step chooses, each with its condition. */
export function CasesEditor({ activity, desk }: { activity: Activity; desk: Desk }) {
  const { cases } = activity;
  if (cases !== undefined && cases !== null && !isCases(cases)) return <Foreign label="Casos" json={cases} />;
  const all = cases ?? [];
  const setting = (value: readonly Case[]) => ({ do: "set", step: activity.id, input: "cases", called: "Casos", value }) as const;
  const set = (value: readonly Case[]) => desk.onCommand(setting(value));

  return (
    <NamedWays
      legend="Casos" help="Por cada uno sale un camino. Si ninguno se cumple, se sigue por «Ninguno»." word="caso"
      names={all.map(({ label }) => label)}
      onAdd={(label) => set([...all, { label, condition: { type: languages.condition, value: "" } }])}
      onRemove={(at) => set(all.filter((_, other) => other !== at))}
      onRename={(at, label) => desk.onCommand(renamed(desk.document, setting(all.with(at, { ...all[at]!, label })), all[at]!.label, label))}
    >
      {(at) => {
        const { condition, label } = all[at]!;
        const inner = isPart(condition) && isPart(condition.expression) ? condition.expression : condition;
        if (isPart(inner) && typeof inner.value !== "string") return <Foreign label={`Cuándo: ${label}`} json={condition} />;
        return (
          <ConditionBuilder
            label={`Cuándo: ${label}`} formula={isPart(inner) ? String(inner.value) : ""} facts={desk.facts}
            onChange={(value) => set(all.with(at, { ...all[at]!, condition: withFormula(condition, value) }))}
          />
        );
      }}
    </NamedWays>
  );
}

function isCases(value: unknown): value is readonly Case[] {
  return Array.isArray(value) && value.every((one) => isPart(one) && typeof one.label === "string");
}

/** A case stores its expression bare; one that a file wrapped stays wrapped. */
function withFormula(condition: unknown, value: string): Part {
  if (!isPart(condition)) return { type: languages.condition, value };
  return isPart(condition.expression) ? { ...condition, expression: { ...condition.expression, value } } : { ...condition, value };
}
