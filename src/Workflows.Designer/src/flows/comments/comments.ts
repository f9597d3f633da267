import type { Api } from "../../api/client";
import type { Step } from "../draft/document";

export type Comment = Api["DefinitionCommentsCommentView"];

/** Where a comment stands in the drawing of now: at a step, at one that was removed since, or over the whole flow. */
export type Place = { kind: "flow" } | { kind: "step"; step: string; label: string } | { kind: "removed"; label: string };

export function placeOf({ stepId, stepLabel }: Comment, steps: readonly Step[]): Place {
  if (!stepId) return { kind: "flow" };
  const step = steps.find((one) => one.id === stepId);
  return step ? { kind: "step", step: step.id, label: step.label } : { kind: "removed", label: stepLabel ?? stepId };
}

/** What a comment is about, before its words. */
export function wordsOf(place: Place): string {
  if (place.kind === "flow") return "Sobre el flujo";
  return place.kind === "step" ? `Sobre «${place.label}»` : `Sobre «${place.label}», un paso que ya no está`;
}

/** Those that wait for somebody. */
export const openOf = (comments: readonly Comment[]) => comments.filter((comment) => !comment.resolvedAt);
