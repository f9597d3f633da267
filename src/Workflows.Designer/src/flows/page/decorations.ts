import { useMemo, useRef } from "react";
import type { Decoration } from "../canvas/shapes";
import { activitiesOf, type FlowDocument } from "../draft/document";
import { roleOf, termOf } from "../draft/summary";
import { useRoles } from "../../organisation/useRoles";
import type { Problem } from "./useCheck";

/** What each step shows beside its name. A step whose facts did not change keeps the same object, so that it is not drawn again. */
export function useDecorations(document: FlowDocument, problems: readonly Problem[]): ReadonlyMap<string, Decoration> {
  const roles = useRoles();
  const known = useRef(new Map<string, { key: string; decoration: Decoration }>());

  return useMemo(() => {
    const names = new Map(roles.map((role) => [role.code, role.label]));
    const next = new Map<string, { key: string; decoration: Decoration }>();
    for (const activity of activitiesOf(document)) {
      const role = roleOf(activity);
      const own = problems.filter((problem) => problem.activityId === activity.id);
      const worst = own.find((problem) => problem.severity === "Error") ?? own[0];
      const decoration: Decoration = {
        ...(role && { who: names.get(role) ?? "Un rol que aquí no existe" }),
        ...(termOf(activity) && { term: termOf(activity)! }),
        ...(worst && { problem: { isError: worst.severity === "Error", text: worst.message } }),
      };
      const key = JSON.stringify(decoration);
      const before = known.current.get(activity.id);
      next.set(activity.id, before?.key === key ? before : { key, decoration });
    }
    known.current = next;
    return new Map([...next].map(([id, { decoration }]) => [id, decoration]));
  }, [document, problems, roles]);
}
