import { Group, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";

type Props = {
  title: string;
  /** What can be done with the whole page, beside its title. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A page: its one h1, which is also the window's title. */
export function Page({ title, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Flujos de trabajo`;
  }, [title]);

  return (
    <>
      <Group justify="space-between" align="flex-start" mb="lg">
        <Title order={1} size="h2">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </>
  );
}
