import type { Rung } from "./ladder";

/** A stage of a flow whose deadline has a ladder. */
export type LadderStage = { id: string; name: string; ladder: Rung[] };

type Json = { [name: string]: unknown };

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of an input of an activity, when it is fixed in the drawing. */
function deadlineOf(activity: Json): Json | null {
  const expression = isObject(activity.deadline) ? activity.deadline.expression : null;
  const value = isObject(expression) ? expression.value : null;
  return isObject(value) ? value : null;
}

/** Every stage of a drawing that has a deadline, wherever it stands. */
export function stagesIn(document: unknown): LadderStage[] {
  if (Array.isArray(document)) return document.flatMap(stagesIn);
  if (!isObject(document)) return [];
  const deadline = deadlineOf(document);
  const own = deadline
    ? [{ id: String(document.id), name: String(document.name ?? document.id), ladder: (deadline.ladder as Rung[] | undefined) ?? [] }]
    : [];
  return [...own, ...Object.entries(document).filter(([name]) => name !== "deadline").flatMap(([, part]) => stagesIn(part))];
}

/** The same drawing with another ladder in one stage; nothing else changes, known or not. */
export function withLadder<T>(document: T, id: string, ladder: Rung[]): T {
  if (Array.isArray(document)) return document.map((part) => withLadder(part as unknown, id, ladder)) as T;
  if (!isObject(document)) return document;
  const deadline = document.id === id ? deadlineOf(document) : null;
  return Object.fromEntries(
    Object.entries(document).map(([name, part]) =>
      name === "deadline" && deadline && isObject(part) && isObject(part.expression)
        ? [name, { ...part, expression: { ...part.expression, value: { ...deadline, ladder } } }]
        : [name, withLadder(part, id, ladder)],
    ),
  ) as T;
}
