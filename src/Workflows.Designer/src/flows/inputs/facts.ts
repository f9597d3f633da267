import { activitiesOf, isPart, labelOf, type Activity, type FlowDocument, type Part } from "../draft/document";
import { read } from "./inputs";

/** Something that a process knows: how formulas call it, and how people do. */
export type Fact = { readonly path: string; readonly label: string; readonly group: FactGroup };

type FactGroup = "Datos del proceso" | "Con lo que empieza" | "Lo que se respondió";

/** Where a fact of a flow is used. */
export type Use = { readonly step: string; readonly label: string };

const list = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : []);
const text = (value: unknown) => (typeof value === "string" ? value : "");

/** The facts that a flow keeps while it goes on, by name. */
export const variablesOf = (document: FlowDocument): readonly { id: string; name: string }[] =>
  list(document.variables).flatMap((one) => (text(one.name) ? [{ id: text(one.id) || text(one.name), name: text(one.name) }] : []));

/** What a flow is opened with. */
export const beginningsWith = (document: FlowDocument): readonly { name: string; label: string; help: string }[] =>
  list(document.inputs)
    .filter((one) => text(one.name) !== "")
    .map((one) => ({ name: text(one.name), label: text(one.displayName) || text(one.name), help: text(one.description) }));

/** Everything that a condition or a text of a flow can name. */
export function factsOf(document: FlowDocument): readonly Fact[] {
  const variables = variablesOf(document);
  const names = new Map(variables.map(({ id, name }) => [id, name]));
  return [
    ...variables.map(({ name }): Fact => ({ path: name, label: inWords(name), group: "Datos del proceso" })),
    ...beginningsWith(document).map(({ name, label }): Fact => ({ path: name, label, group: "Con lo que empieza" })),
    ...activitiesOf(document).flatMap((activity) => answersOf(activity, names)),
  ].filter((fact, at, all) => all.findIndex((other) => other.path === fact.path) === at);
}

/** «observacionesAceptadas» as words: «observaciones aceptadas». */
export const inWords = (name: string): string => name.replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})|_/gu, " ").toLowerCase();

/** Steps that read or keep a fact. */
export function usesOf(document: FlowDocument, name: string, id = name): readonly Use[] {
  const escaped = name.replaceAll(/[$.*+?^{}()|[\]\\/]/g, "\\$&");
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_$.])${escaped}(?![\p{L}\p{N}_$])`, "u");
  const isUser = (activity: Activity) =>
    Object.entries(activity).some(([member, value]) => member !== "metadata" && isPart(value) && says(value, name, id, word));
  return activitiesOf(document)
    .filter(isUser)
    .map((activity) => ({ step: activity.id, label: labelOf(activity) }));
}

function answersOf(activity: Activity, names: ReadonlyMap<string, string>): Fact[] {
  const kept = isPart(activity.result) && isPart(activity.result.memoryReference) ? activity.result.memoryReference.id : undefined;
  const result = names.get(text(kept));
  const form = read(activity, "form", "form");
  if (!result || form.kind !== "value") return [];
  return list(form.value).map((field) => ({
    path: `${result}.answers.${text(field.id)}`,
    label: `${text(field.label) || text(field.id)}, de «${labelOf(activity)}»`,
    group: "Lo que se respondió",
  }));
}

function says(input: Part, name: string, id: string, word: RegExp): boolean {
  if (isPart(input.memoryReference) && input.memoryReference.id === id) return true;
  // A step that keeps a fact names it whole.
  if (input.id === id && input.name === name) return true;
  const { type, value } = isPart(input.expression) ? input.expression : {};
  if (type === "Variable") return isPart(value) ? value.name === name : text(value).includes(`"${name}"`);
  return typeof type === "string" && !["Literal", "Object", "Json"].includes(type) && word.test(text(value));
}
