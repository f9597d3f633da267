import type { Palette } from "../draft/palette";
import { activitiesOf, isPart, labelOf, type Activity, type FlowDocument } from "../draft/document";
import { read, valued, write } from "./inputs";

/** A role or a place that steps name by its code. */
export type Name = { readonly kind: "role" | "place"; readonly code: string };
export type NamedIn = Name & { readonly steps: readonly string[] };

type Change = (name: Name) => string;

export const keyOfName = ({ kind, code }: Name) => `${kind} ${code}`;

/** Every role and place that steps name, each once, with the steps that do. */
export function namesIn(activities: readonly Activity[], palette: Palette): readonly NamedIn[] {
  const found = new Map<string, { name: Name; steps: Set<string> }>();
  for (const activity of activities)
    renaming(activity, palette, (name) => {
      const key = keyOfName(name);
      const known = found.get(key) ?? { name, steps: new Set<string>() };
      known.steps.add(labelOf(activity));
      found.set(key, known);
      return name.code;
    });
  return [...found.values()].map(({ name, steps }) => ({ ...name, steps: [...steps] }));
}

/** The same steps naming others instead, by the key of what they named. */
export const withNames = (activities: readonly Activity[], palette: Palette, others: ReadonlyMap<string, string>): readonly Activity[] =>
  others.size === 0 ? activities : activities.map((activity) => renaming(activity, palette, (name) => others.get(keyOfName(name)) ?? name.code));

export const flowWithNames = (flow: FlowDocument, palette: Palette, others: ReadonlyMap<string, string>): FlowDocument =>
  others.size === 0 ? flow : { ...flow, root: { ...flow.root, activities: withNames(activitiesOf(flow), palette, others) } };

function renaming(activity: Activity, palette: Palette, change: Change): Activity {
  const inputs = palette.steps.find(({ type }) => type === activity.type)?.inputs ?? [];
  return inputs.reduce((done, { name, editor }) => {
    const state = read(done, name, editor);
    const rename = renamers[editor];
    if (!rename || state.kind !== "value") return done;
    return { ...done, [name]: write(done, name, editor, valued(rename(state.value, change))) };
  }, activity);
}

const texts = (value: unknown, change: Change) => (Array.isArray(value) ? value.map((one) => (typeof one === "string" ? reader(one, change) : (one as unknown))) : value);

/** «ministry.minister:HAC» names a role and a place. */
function reader(code: string, change: Change): string {
  const [role = "", place] = code.split(":");
  const named = change({ kind: "role", code: role });
  return place ? `${named}:${change({ kind: "place", code: place })}` : named;
}

/** Where each kind of control keeps roles and places. */
const renamers: Readonly<Record<string, (value: unknown, change: Change) => unknown>> = {
  role: (value, change) => (typeof value === "string" ? change({ kind: "role", code: value }) : value),
  scope: (value, change) => (typeof value === "string" ? change({ kind: "place", code: value }) : value),
  recipients: texts,
  deadline: (value, change) => {
    if (!isPart(value) || !Array.isArray(value.ladder)) return value;
    return { ...value, ladder: value.ladder.map((rung: unknown) => (isPart(rung) ? inMembers(rung, ["recipients", "copy"], change) : rung)) };
  },
  form: (value, change) => (Array.isArray(value) ? value.map((field: unknown) => (isPart(field) ? inMembers(field, ["roles"], change) : field)) : value),
};

function inMembers(part: Record<string, unknown>, members: readonly string[], change: Change) {
  return members.reduce((done, member) => (member in done ? { ...done, [member]: texts(done[member], change) } : done), part);
}
