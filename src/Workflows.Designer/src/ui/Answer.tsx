import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem, unreachable } from "../api/problem";
import { ProblemAlert } from "./ProblemAlert";
import { Waiting } from "./Waiting";

/** What a query came to: waiting, refused with a way to ask again, or drawn by `children`. */
export function Answer<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    return (
      <>
        <ProblemAlert problem={query.error instanceof ApiProblem ? query.error : unreachable()} />
        <Button mt="md" variant="default" onClick={() => query.refetch()}>
          Cargar de nuevo
        </Button>
      </>
    );
  }
  return <Waiting />;
}
