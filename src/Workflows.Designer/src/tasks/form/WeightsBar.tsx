import { StackedBar } from "../../ui/Bars";
import { StatusTag } from "../../ui/StatusTag";
import { spanish } from "../../ui/numbers";
import type { Answers } from "./content";
import "./form.css";
import { weightsOf, type Framework } from "./proposal";

/** How the weights of a proposal add up while they are being written. */
export function WeightsBar({ framework, answers }: { framework: Framework; answers: Answers }) {
  const { total, wanted, missing, objectives } = weightsOf(framework, answers);
  const isFull = missing === 0;

  return (
    <section className="weights" aria-label="Suma de las ponderaciones">
      <div role="status">
        <StatusTag bare tone={isFull ? "done" : "soon"}>
          Las ponderaciones suman <strong>{spanish(total)}</strong> de {spanish(wanted)}
          {isFull ? "." : missing > 0 ? `: faltan ${spanish(missing)}.` : `: sobran ${spanish(-missing)}.`}
        </StatusTag>
      </div>
      <StackedBar
        label="Ponderaciones por objetivo" legend={false}
        parts={[
          ...objectives.map((objective) => ({ key: objective.id, label: objective.name, count: objective.weight })),
          ...(missing > 0 ? [{ key: "missing", label: "Falta", count: missing, tone: "unknown" as const }] : []),
        ]}
      />
    </section>
  );
}
