import { CloseButton, Drawer, Group, Title } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { title: string; onClose: () => void; children: ReactNode };

/** The detail of a row beside its list, which stays in sight. */
export function SidePanel({ title, onClose, children }: Props) {
  return (
    <Drawer.Root opened onClose={onClose} position="right" size={400}>
      <Drawer.Overlay backgroundOpacity={0.2} />
      <Drawer.Content aria-label={title}>
        <Drawer.Body>
          <Group justify="space-between" wrap="nowrap" mb="md" align="start">
            <Title order={2}>{title}</Title>
            <CloseButton aria-label="Cerrar" onClick={onClose} />
          </Group>
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
