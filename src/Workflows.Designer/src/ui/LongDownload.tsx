import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useCommand, type CommandHeaders } from "../api/useCommand";
import { JobProgress } from "./JobProgress";
import type { Job } from "./jobs";
import { ProblemAlert } from "./ProblemAlert";

export type ListFormat = "Csv" | "Xlsx";

type Props = {
  /** Asks the server to write the list as it is filtered. */
  start: (format: ListFormat, headers: CommandHeaders) => Promise<Job>;
};

/** A list so long that the server writes it while one goes on: the file waits here, and in «Trabajos en curso». */
export function LongDownload({ start }: Props) {
  const [id, setId] = useState<string | null>(null);
  const ask = useCommand(start, { changes: "jobs", onDone: (job) => setId(job.id) });

  return (
    <Stack gap="xs" maw="28rem">
      <Group gap="xs">
        <Button variant="default" loading={ask.isPending && ask.variables === "Csv"} onClick={() => ask.mutate("Csv")}>
          Preparar CSV
        </Button>
        <Button variant="default" loading={ask.isPending && ask.variables === "Xlsx"} onClick={() => ask.mutate("Xlsx")}>
          Preparar Excel
        </Button>
      </Group>
      {ask.error && <ProblemAlert problem={ask.error} />}
      {id && (
        <JobProgress id={id}>
          {(job) =>
            job.fileName && (
              <Button component="a" href={`/api/jobs/${job.id}/file`} download variant="default" style={{ alignSelf: "start" }}>
                Descargar {job.fileName}
              </Button>
            )
          }
        </JobProgress>
      )}
    </Stack>
  );
}
