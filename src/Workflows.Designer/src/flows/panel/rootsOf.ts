import type { Fact } from "../inputs/facts";

/** The names with which facts begin: «acta» of «acta.answers.fecha». */
export const rootsOf = (facts: readonly Fact[]): ReadonlySet<string> => new Set(facts.map((fact) => fact.path.split(".")[0]!));
