import { spanish } from "../../ui/numbers";
import type { Answers } from "./content";
import { exactSum } from "./sum";
import { refusal, warning, type Finding } from "./taskRules";

/** What the framework programme of a year asks of every proposal. */
export type Framework = {
  totalWeight: number;
  minimumWeight?: number | null;
  objectives: { id: string; name: string }[];
  topics?: { id: string; name: string; network?: string | null }[] | null;
};

const table = "indicadores";

/** More than the country's budget in pesos: a slip of the keyboard. */
const absurd = 1e15;
const percent = ["%", "porcentaje"];

/** How the weights stand while they are being written: in all, and by objective. */
export type Weights = { total: number; wanted: number; missing: number; objectives: { id: string; name: string; weight: number; indicators: number }[] };

export function weightsOf(framework: Framework, answers: Answers): Weights {
  const rows = rowsOf(answers);
  const total = exactSum(rows.map(weightOf));
  return {
    total,
    wanted: framework.totalWeight,
    missing: exactSum([framework.totalWeight, -total]),
    objectives: framework.objectives.map(({ id, name }) => {
      const own = rows.filter((row) => row.objetivo === id);
      return { id, name, weight: exactSum(own.map(weightOf)), indicators: own.length };
    }),
  };
}

export function findingsOfProposal(parameters: unknown, answers: unknown): Finding[] {
  const framework = parameters as Framework;
  const rows = rowsOf(answers as Answers);
  if (rows.length === 0) return [refusal(`answers.${table}`, "La propuesta no tiene indicadores: agrega al menos uno.")];

  const found = rows.flatMap((row, i) => ofIndicator(framework, row, i));
  const total = exactSum(rows.map(weightOf));
  if (total !== framework.totalWeight) {
    found.push(refusal(`answers.${table}`, `Las ponderaciones suman ${spanish(total)} y tienen que sumar ${spanish(framework.totalWeight)}.`));
  }
  for (const repeated of repeatedIn(rows)) found.push(refusal(`answers.${table}`, `El indicador «${repeated}» está dos veces.`));
  for (const objective of framework.objectives) {
    if (!rows.some((row) => row.objetivo === objective.id)) found.push(warning(`answers.${table}`, `El objetivo «${objective.name}» no tiene indicadores.`));
  }
  return found;
}

function ofIndicator(framework: Framework, row: Answers, i: number): Finding[] {
  const place = `answers.${table}[${i}]`;
  const name = typeof row.indicador === "string" && row.indicador.trim() !== "" ? row.indicador : `de la fila ${i + 1}`;
  const found: Finding[] = [];
  if (framework.objectives.length > 0 && !framework.objectives.some((objective) => objective.id === row.objetivo)) {
    found.push(refusal(`${place}.objetivo`, `El objetivo del indicador «${name}» no está en el Programa Marco.`));
  }
  if (framework.topics?.length && !framework.topics.some((topic) => topic.id === row.tema)) {
    found.push(refusal(`${place}.tema`, `El sistema o tipo del indicador «${name}» no está en el Programa Marco.`));
  }
  const problem = problemOfTarget(row);
  if (problem) found.push(refusal(`${place}.meta`, `La meta del indicador «${name}» ${problem}`));
  if (framework.minimumWeight != null && typeof row.ponderacion === "number" && row.ponderacion < framework.minimumWeight) {
    found.push(
      refusal(`${place}.ponderacion`, `El indicador «${name}» pesa ${spanish(row.ponderacion)} y el mínimo es ${spanish(framework.minimumWeight)}.`),
    );
  }
  if (isLessDemanding(row)) {
    found.push(
      warning(`${place}.meta`, `La meta del indicador «${name}» es menos exigente que el resultado del año anterior. Puedes enviarla y explicar por qué.`),
    );
  }
  return found;
}

/** Why nobody could measure it, after «la meta»; nothing when they can. */
function problemOfTarget({ meta, unidad, menor_es_mejor: lessIsBetter }: Answers): string | undefined {
  if (typeof meta !== "number") return undefined;
  if (meta < 0) return "es un número negativo.";
  if (meta === 0 && lessIsBetter !== true) return "es cero: no se podría medir cuánto de ella se cumplió.";
  if (meta > absurd) return "es demasiado grande: revisa si le sobran dígitos.";
  const isPercent = typeof unidad === "string" && percent.includes(unidad.trim().toLowerCase());
  return isPercent && meta > 100 ? `es ${spanish(meta)} %: una meta en porcentaje no pasa de 100.` : undefined;
}

function repeatedIn(rows: Answers[]): Set<string> {
  const names = rows.flatMap(({ indicador }) => (typeof indicador === "string" && indicador.trim() !== "" ? [indicador.trim()] : []));
  return new Set(names.filter((name, i) => names.indexOf(name) < i));
}

function isLessDemanding({ meta, resultado_anterior: last, menor_es_mejor: lessIsBetter }: Answers): boolean {
  if (typeof meta !== "number" || typeof last !== "number") return false;
  return lessIsBetter === true ? meta > last : meta < last;
}

const rowsOf = (answers: Answers | undefined) => (Array.isArray(answers?.[table]) ? (answers[table] as Answers[]) : []);
const weightOf = (row: Answers) => (typeof row.ponderacion === "number" ? row.ponderacion : 0);
