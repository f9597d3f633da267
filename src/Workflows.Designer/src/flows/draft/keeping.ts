import { isPart, type Activity, type FlowDocument, type Part } from "./document";

// The facts that a flow keeps while it goes on: declared once, named by the steps that leave or read them.

const text = (value: unknown) => (typeof value === "string" ? value : "");
const idOf = (fact: Part) => text(fact.id) || text(fact.name);

const declared = (document: FlowDocument): readonly Part[] => (Array.isArray(document.variables) ? document.variables.filter(isPart) : []);

/** The drawing with facts more; one whose name it has already stays as it is. */
export function withFacts(document: FlowDocument, facts: readonly Part[]): FlowDocument {
  const names = new Set(declared(document).map((fact) => fact.name));
  const fresh = facts.filter((fact) => !names.has(fact.name));
  const before: readonly unknown[] = Array.isArray(document.variables) ? document.variables : [];
  return fresh.length === 0 ? document : { ...document, variables: [...before, ...fresh] };
}

export function withoutFact(document: FlowDocument, name: string): FlowDocument {
  const before: readonly unknown[] = Array.isArray(document.variables) ? document.variables : [];
  const stay = before.filter((fact) => !isPart(fact) || fact.name !== name);
  return stay.length === before.length ? document : { ...document, variables: stay };
}

/** The declarations of the facts that some steps name. */
export const factsNamedBy = (activities: readonly Activity[], document: FlowDocument): readonly Part[] =>
  declared(document).filter((fact) => text(fact.name) !== "" && activities.some(naming(text(fact.name), idOf(fact))));

/** Tells the steps that read or keep a fact. */
export function naming(name: string, id = name): (activity: Activity) => boolean {
  const escaped = name.replaceAll(/[$.*+?^{}()|[\]\\/]/g, "\\$&");
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_$.])${escaped}(?![\p{L}\p{N}_$])`, "u");
  return (activity) => Object.entries(activity).some(([member, value]) => member !== "metadata" && says(value, name, id, word));
}

const formulas = new Set(["JavaScript", "Condition", "Liquid", "CSharp", "Python"]);

function says(value: unknown, name: string, id: string, word: RegExp): boolean {
  if (Array.isArray(value)) return value.some((item) => says(item, name, id, word));
  if (!isPart(value)) return false;
  if (isPart(value.memoryReference) && value.memoryReference.id === id) return true;
  // A step that keeps a fact names it whole.
  if (value.id === id && value.name === name) return true;
  const { type, value: written } = value;
  if (type === "Variable") return isPart(written) ? written.name === name : text(written).includes(`"${name}"`);
  if (typeof type === "string" && formulas.has(type) && typeof written === "string") return word.test(written);
  return Object.values(value).some((inner) => says(inner, name, id, word));
}

type Settled = { readonly document: FlowDocument; readonly activities: readonly Activity[]; readonly made: readonly string[] };

/**
 * The drawing with the facts that copied steps name, and these steps naming them as they are called there: a fact of the same name is
 * the same fact, whatever its id.
 */
export function withFactsOf(document: FlowDocument, activities: readonly Activity[], facts: readonly Part[]): Settled {
  const known = new Map(declared(document).map((fact) => [text(fact.name), idOf(fact)]));
  const ids = new Set(known.values());
  const renamed = new Map<string, string>();
  const fresh: Part[] = [];
  for (const fact of facts) {
    const name = text(fact.name);
    const own = known.get(name);
    const id = own ?? free(idOf(fact), ids);
    if (id !== idOf(fact)) renamed.set(idOf(fact), id);
    if (own !== undefined || name === "") continue;
    ids.add(id);
    known.set(name, id);
    fresh.push({ ...fact, id });
  }
  return {
    document: withFacts(document, fresh),
    activities: renamed.size === 0 ? activities : activities.map((activity) => renaming(activity, renamed) as Activity),
    made: fresh.map((fact) => text(fact.name)),
  };
}

function free(id: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const tried = count === 1 ? id : `${id}${count}`;
    if (!taken.has(tried)) return tried;
  }
}

/** The same value, whose references to facts go by other ids. */
function renaming(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renaming(item, ids));
  if (!isPart(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => {
      const isReference = (member === "memoryReference" || (member === "value" && value.type === "Variable")) && isPart(inner);
      if (isReference) return [member, { ...inner, ...(ids.has(text(inner.id)) && { id: ids.get(text(inner.id)) }) }];
      return [member, renaming(inner, ids)];
    }),
  );
}
