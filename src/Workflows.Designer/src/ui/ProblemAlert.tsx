import { List } from "@mantine/core";
import type { ApiProblem } from "../api/problem";
import { Callout } from "./Callout";

/** A refusal as the person reads it: what happened, what to do, and in which fields. */
export function ProblemAlert({ problem }: { problem: ApiProblem }) {
  const reasons = Object.values(problem.fields).flat();

  return (
    <Callout role="alert" title={problem.title} tone="late">
      {problem.detail}
      {reasons.length > 0 && (
        <List mt="xs">
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      )}
    </Callout>
  );
}
