import { useQuery } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../../api/client";
import type { Rung } from "../../deadlines/ladder";

/** Whom each level would reach today in an institution. */
export function useReached(institution: string): (rung: Rung) => string | null {
  const answer = useQuery({
    queryKey: ["/api/organisation/authority", { institution }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/authority", { params: { query: { institution } }, signal })),
    enabled: institution !== "",
    retry: false,
  });
  return (rung) => (answer.data ? reachedBy(rung, answer.data) : null);
}

/** Of the line of command of an institution, those whom a level names; nothing where it names only roles outside of it. */
export function reachedBy(rung: Rung, { levels }: Pick<Api["AuthorityView"], "levels">): string | null {
  const line = levels.flatMap(({ people }) => people);
  const asked = [...(rung.recipients ?? ["authority"]).map((code) => ({ code, isCopy: false })), ...(rung.copy ?? []).map((code) => ({ code, isCopy: true }))];
  const people = asked.flatMap(({ code, isCopy }) =>
    (code === "authority" ? (levels.find(({ level }) => level === rung.level)?.people ?? []) : line.filter(({ role }) => role === code))
      .map(({ name, isCopy: isUsualCopy }) => (isCopy || (code === "authority" && isUsualCopy) ? `${name} (con copia)` : name)));
  if (people.length > 0) return `Hoy llegaría a ${[...new Set(people)].join(", ")}.`;
  return asked.some(({ code }) => code === "authority") ? "Hoy nadie tiene ese cargo: llegaría a quien coordina los flujos." : null;
}
