import { Button, Group } from "@mantine/core";

/** The list that is shown, as a file: with the same filters, all its pages. */
export function Downloads({ path, filters }: { path: string; filters: Record<string, string> }) {
  const address = (format: string) => `${path}?${new URLSearchParams({ ...withoutBlanks(filters), format })}`;

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

function withoutBlanks(filters: Record<string, string>) {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ""));
}
