import { Alert, List } from "@mantine/core";
import type { ApiProblem } from "../api/problem";
import { Mark } from "./Mark";

/** A refusal as the person reads it: what happened, what to do, and in which fields. */
export function ProblemAlert({ problem }: { problem: ApiProblem }) {
  const reasons = Object.values(problem.fields).flat();

  return (
    <Alert role="alert" color="red" variant="light" title={problem.title} icon={<Mark tone="bad" />}>
      {problem.detail}
      {reasons.length > 0 && (
        <List mt="xs">
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
