import { isMissing, type Answers, type Condition, type Field } from "./content";

/** The fields that are asked, given the answers beside them. A field that is not asked counts as not answered for those that look at it. */
export function asked(fields: readonly Field[], answers: Answers): Set<string> {
  const ids = new Set<string>();
  for (const field of fields) {
    const condition = field.visibleWhen;
    if (!condition || holds(condition, ids.has(condition.field) ? answers[condition.field] : undefined)) ids.add(field.id);
  }
  return ids;
}

function holds(condition: Condition, answer: unknown): boolean {
  const does = condition.in ? condition.in.some((value) => value === (answer ?? null)) : !isMissing(answer);
  return does !== (condition.not ?? false);
}

/** What is sent of the answers: only what is asked and was answered, row by row. */
export function answersToSend(fields: readonly Field[], answers: Answers): Answers {
  const ids = asked(fields, answers);
  return Object.fromEntries(
    fields
      .filter((field) => ids.has(field.id) && !isMissing(answers[field.id]))
      .map((field) => [
        field.id,
        field.columns && Array.isArray(answers[field.id])
          ? (answers[field.id] as Answers[]).map((row) => answersToSend(field.columns!, row))
          : answers[field.id],
      ]),
  );
}
