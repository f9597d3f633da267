import { activitiesOf, isPart, labelOf, type Activity, type FlowDocument, type Part } from "../draft/document";
import { naming } from "../draft/keeping";
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

/** «Monto aprobado» as formulas call it: «montoAprobado». */
export function factNamed(words: string): string {
  const parts = words.normalize("NFD").replaceAll(/\p{M}/gu, "").match(/[A-Za-z][A-Za-z0-9]*|[0-9]+/g) ?? [];
  const name = parts.map((part, at) => (at === 0 ? part.toLowerCase() : part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())).join("");
  return /^[a-z]/.test(name) ? name : "";
}

/** Steps that read or keep a fact. */
export const usesOf = (document: FlowDocument, name: string, id = name): readonly Use[] =>
  activitiesOf(document).filter(naming(name, id)).map((activity) => ({ step: activity.id, label: labelOf(activity) }));

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
