import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { actFor, answerOf, api, rememberCsrfToken, type Api } from "../api/client";

export type Session = Api["SessionView"];

const sessionKey = ["/api/session"];

/** Whether any of the person's posts is one of these roles. */
export function hasRole(session: Session, ...roles: string[]): boolean {
  return session.posts.some((post) => roles.includes(post.role));
}

/** Who is logged in: undefined while asking, null for nobody. */
export function useSession(): Session | null | undefined {
  return useQuery({ queryKey: sessionKey, queryFn: askSession, staleTime: 60_000 }).data;
}

/** Enters with a session the server has just given, or leaves; what the last person saw is forgotten. */
export function useEntering() {
  const queries = useQueryClient();

  const enter = useCallback(
    (session: Session) => {
      rememberCsrfToken(session.csrfToken);
      queries.setQueryData(sessionKey, session);
    },
    [queries],
  );
  const leave = useCallback(async () => {
    await answerOf(api.DELETE("/api/session"));
    actFor("");
    queries.clear();
    queries.setQueryData(sessionKey, null);
  }, [queries]);

  return { enter, leave };
}

async function askSession(): Promise<Session | null> {
  const { data, response } = await api.GET("/api/session");
  if (response.status === 401) return null;
  const session = await answerOf(Promise.resolve({ data, response }));
  rememberCsrfToken(session.csrfToken);
  return session;
}
