/** The deadline policy of a task as its JSON writes it. What it does not say has its usual meaning, which the server knows. */
export type Policy = { [name: string]: unknown };

/** A stage of a flow that has a deadline. */
export type Stage = { id: string; name: string; policy: Policy };

const isObject = (value: unknown): value is Policy => typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of an input of an activity, when it is fixed in the drawing. */
function policyOf(activity: Policy): Policy | null {
  const expression = isObject(activity.deadline) ? activity.deadline.expression : null;
  const value = isObject(expression) ? expression.value : null;
  return isObject(value) ? value : null;
}

/** What the drawing shows of an activity, or its name. */
function nameOf(activity: Policy): string {
  const shown = isObject(activity.metadata) ? activity.metadata.displayText : null;
  return String(shown ?? activity.name ?? activity.id);
}

/** Every stage of a drawing that has a deadline, wherever it stands. */
export function stagesIn(document: unknown): Stage[] {
  if (Array.isArray(document)) return document.flatMap(stagesIn);
  if (!isObject(document)) return [];
  const policy = policyOf(document);
  const own = policy ? [{ id: String(document.id), name: nameOf(document), policy }] : [];
  return [...own, ...Object.entries(document).filter(([name]) => name !== "deadline").flatMap(([, part]) => stagesIn(part))];
}

/** The same drawing with another policy in one stage; nothing else changes, known or not. */
export function withPolicy<T>(document: T, id: string, policy: Policy): T {
  if (Array.isArray(document)) return document.map((part) => withPolicy(part as unknown, id, policy)) as T;
  if (!isObject(document)) return document;
  const isIt = document.id === id && policyOf(document) !== null;
  return Object.fromEntries(
    Object.entries(document).map(([name, part]) =>
      name === "deadline" && isIt && isObject(part) && isObject(part.expression)
        ? [name, { ...part, expression: { ...part.expression, value: policy } }]
        : [name, withPolicy(part, id, policy)],
    ),
  ) as T;
}

const stepsOf = (path: string) => path.split(/[.[\]]+/).filter(Boolean);

/** The value at a place such as «ladder[0].workingDaysAfter»; undefined when the policy leaves it unsaid. */
export function valueAt(policy: Policy, path: string): unknown {
  return stepsOf(path).reduce<unknown>((node, step) => (Array.isArray(node) ? node[Number(step)] : isObject(node) ? node[step] : undefined), policy);
}

/** The policy with another value at a place; without one, what stood there is left unsaid. */
export function withValue(policy: Policy, path: string, value: unknown): Policy {
  return put(policy, stepsOf(path), value) as Policy;
}

function put(node: unknown, [step, ...rest]: string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(node)) return node.map((item, at) => (at === Number(step) ? put(item, rest, value) : item));
  const { [step]: before, ...others } = isObject(node) ? node : {};
  const after = put(before, rest, value);
  return after === undefined ? others : { ...others, [step]: after };
}

/** The ways of fixing a term, each with one to begin from. */
export const termKinds: { value: string; label: string; first: (today: string) => Policy }[] = [
  { value: "calendarHours", label: "Una cantidad de horas", first: () => ({ calendarHours: 48 }) },
  { value: "workingHours", label: "Una cantidad de horas de días hábiles", first: () => ({ workingHours: 48 }) },
  { value: "workingDays", label: "Una cantidad de días hábiles", first: () => ({ workingDays: 10 }) },
  { value: "calendarDays", label: "Una cantidad de días corridos", first: () => ({ calendarDays: 30 }) },
  { value: "months", label: "Una cantidad de meses", first: () => ({ months: 1 }) },
  { value: "on", label: "Un día de cada año", first: () => ({ on: "12-31", yearOffset: 0 }) },
  { value: "date", label: "Una fecha", first: (today) => ({ date: today }) },
  { value: "from", label: "Una ventana con horario", first: (today) => ({ from: today, to: today, hours: "09:00-18:00" }) },
];

export function termKindOf(policy: Policy): string {
  const term = isObject(policy.term) ? policy.term : {};
  return termKinds.find(({ value }) => value in term)?.value ?? "workingDays";
}
