import { Anchor, List, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { isGoing, shareOf, standOf, type Job } from "./jobs";
import { Callout } from "./Callout";
import { ProblemAlert } from "./ProblemAlert";

const slowly = 5_000;

type Props = {
  id: string;
  /** What the page says of a result, under its summary. */
  children?: (job: Job) => ReactNode;
};

/** How far the work is that a page left to the server. Leaving the page loses nothing: it goes on, and waits in «Trabajos en curso». */
export function JobProgress({ id, children }: Props) {
  const asked = useQuery({
    queryKey: ["/api/jobs", id],
    queryFn: ({ signal }) => answerOf(api.GET("/api/jobs/{id}", { params: { path: { id } }, signal })),
    // News of it come by themselves; this is for a connection that loses them.
    refetchInterval: (query) => (query.state.data && !isGoing(query.state.data) ? false : slowly),
  });

  if (asked.error) return <ProblemAlert problem={asked.error as Parameters<typeof ProblemAlert>[0]["problem"]} />;
  return asked.data ? <JobCard job={asked.data}>{children?.(asked.data)}</JobCard> : null;
}

function JobCard({ job, children }: { job: Job; children?: ReactNode }) {
  const { label, tone } = standOf(job);

  return (
    <Callout role="status" tone={tone} title={`${job.title}: ${label.toLowerCase()}`}>
      <Stack gap="xs">
        {isGoing(job) && <JobBar job={job} />}
        {job.progress && <Text size="sm">{job.progress}</Text>}
        <JobErrors job={job} />
        {!isGoing(job) && children}
        {isGoing(job) && (
          <Text size="sm">
            Puedes dejar esta página: el resultado te espera en{" "}
            <Anchor component={Link} to="/trabajos" underline="always">
              Trabajos en curso
            </Anchor>
            .
          </Text>
        )}
      </Stack>
    </Callout>
  );
}

/** A bar when it is known how much there is. */
export function JobBar({ job }: { job: Job }) {
  const share = shareOf(job);

  return share === null ? null : <Progress value={share} aria-label={`Avance: ${job.title}`} />;
}

export function JobErrors({ job }: { job: Job }) {
  if (job.errors.length === 0) return null;
  const [first, ...others] = job.errors;
  return (
    <div>
      <Text size="sm">{first}</Text>
      {others.length > 0 && (
        <List size="sm">
          {others.map((error) => (
            <List.Item key={error}>{error}</List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
