import { isPart, type Activity, type FlowDocument } from "../draft/document";
import { inWords, variablesOf } from "./facts";

/** What every step of a file has besides its inputs. */
const usual = new Set([
  "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "cases", "variable", "activities", "connections", "variables",
]);

/** What a step leaves for others, with the fact that keeps it. */
export type Left = { readonly output: string; readonly label: string; readonly fact: string };

const outputs: Readonly<Record<string, string>> = {
  result: "Lo que resulta",
  pendingRemarks: "Las observaciones",
  acceptedRemarks: "Las observaciones aceptadas",
  timeliness: "Si llegó a tiempo",
  punctuality: "Si llegó a tiempo, con sus fechas",
  decision: "Lo que se decidió",
  missing: "Los que faltan",
  documentId: "El documento",
  number: "El número",
  rows: "Las filas",
  all: "Todo lo que hay",
  visit: "Cuántas veces se pidió",
  codes: "Los códigos",
  summary: "El resumen",
  unknown: "Lo que no se reconoce",
};

export function leftBy(document: FlowDocument, activity: Activity): readonly Left[] {
  const names = new Map(variablesOf(document).map(({ id, name }) => [id, name]));
  return Object.entries(activity).flatMap(([output, value]) => {
    if (!isPart(value) || value.expression !== undefined || !isPart(value.memoryReference)) return [];
    const id = String(value.memoryReference.id);
    return [{ output, label: outputs[output] ?? "Otro resultado", fact: inWords(names.get(id) ?? id) }];
  });
}

/** What a file brought to a step that its kind does not have here. */
export function broughtBy(activity: Activity, known: readonly string[]): readonly string[] {
  const isLeft = (value: unknown) => isPart(value) && value.expression === undefined && isPart(value.memoryReference);
  return Object.entries(activity)
    .filter(([member, value]) => !usual.has(member) && !known.includes(member) && value !== null && !isLeft(value))
    .map(([member]) => member);
}
