import type { ComponentType } from "react";
import { ResultsSection } from "./ResultsSection";

/** What the rules of a flow have to tell of a whole stage. A flow that is not here has nothing of its own. */
const sections: Record<string, ComponentType<{ year: number }>> = { "pmg-evaluacion": ResultsSection };

/** The part of a stage's page that only its rules know. */
export function RulesSection({ definitionId, year }: { definitionId: string; year: number }) {
  const Section = sections[definitionId];
  return Section ? <Section year={year} /> : null;
}
