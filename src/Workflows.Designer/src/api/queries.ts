import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

/** What is on the page is asked again when something changed, not because a minute passed. Refusals are not asked twice. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      retry: (times, error) => times < 3 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
});
