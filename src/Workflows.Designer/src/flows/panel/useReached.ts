import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";
import type { Rung } from "../../deadlines/ladder";

/** Whom each level would reach today in an institution, where the level goes to whoever answers in it. */
export function useReached(institution: string): (rung: Rung) => string | null {
  const answer = useQuery({
    queryKey: ["/api/organisation/authority", { institution }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/authority", { params: { query: { institution } }, signal })),
    enabled: institution !== "",
    retry: false,
  });
  return (rung) => {
    if (!answer.data || !(rung.recipients ?? ["authority"]).includes("authority")) return null;
    const people = answer.data.levels.find(({ level }) => level === rung.level)?.people ?? [];
    return people.length === 0 ? "Hoy nadie tiene ese cargo: llegaría a quien coordina los flujos." : `Hoy llegaría a ${people.map(({ name, isCopy }) => (isCopy ? `${name} (con copia)` : name)).join(", ")}.`;
  };
}
