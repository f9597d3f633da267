import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem, unreachable } from "../api/problem";
import { ProblemAlert } from "./ProblemAlert";
import { Page } from "./Page";
import { Waiting } from "./Waiting";
import { WaitingPage } from "./WaitingPage";

type Props<T> = {
  query: UseQueryResult<T>;
  /** For a page whose title comes with the answer: its h1 until then. */
  heading?: string;
  children: (data: T) => ReactNode;
};

/** What a query came to: waiting, refused with a way to ask again, or drawn by `children`. */
export function Answer<T>({ query, heading, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    const refusal = (
      <>
        <ProblemAlert problem={query.error instanceof ApiProblem ? query.error : unreachable()} />
        <Button mt="md" variant="default" onClick={() => query.refetch()}>
          Cargar de nuevo
        </Button>
      </>
    );
    return heading ? <Page title={heading}>{refusal}</Page> : refusal;
  }
  return heading ? <WaitingPage heading={heading} /> : <Waiting />;
}
