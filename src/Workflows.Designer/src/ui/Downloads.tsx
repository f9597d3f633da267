import { Button, Group } from "@mantine/core";
import type { CommandHeaders } from "../api/useCommand";
import type { Job } from "./jobs";
import { LongDownload, type ListFormat } from "./LongDownload";
import { withoutBlanks } from "./withoutBlanks";

/** A longer list is written in the background: nobody waits for it with the page open. */
const longest = 2_000;

type Props = {
  path: string;
  filters: Record<string, string>;
  /** How many rows the list has, where that may be many, and how to leave it to the server. */
  long?: { total: number; start: (format: ListFormat, headers: CommandHeaders) => Promise<Job> };
};

/** The list that is shown, as a file: with the same filters, all its pages. */
export function Downloads({ path, filters, long }: Props) {
  if (long && long.total > longest) return <LongDownload start={long.start} />;
  const address = (format: ListFormat) => `${path}?${new URLSearchParams({ ...withoutBlanks(filters), format })}`;

  return (
    <Group gap="xs">
      <Button component="a" href={address("Csv")} variant="default" download>
        Descargar CSV
      </Button>
      <Button component="a" href={address("Xlsx")} variant="default" download>
        Descargar Excel
      </Button>
    </Group>
  );
}
