import { CloseButton, Group, Modal, Title } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";

type Props = {
  title: string;
  /** Wide for what has a table to read. */
  isWide?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A question over the page. Its heading is no second banner, as Mantine's own header would be. */
export function Dialog({ title, isWide = false, onClose, children }: Props) {
  // Whoever asked the question goes on where they were when it is gone, however it went.
  const [asked] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body && asked instanceof HTMLElement && asked.isConnected) asked.focus();
      }, 0);
    },
    [asked],
  );

  return (
    <Modal.Root opened onClose={onClose} size={isWide ? "xl" : "md"}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body pt="md">
          <Group justify="space-between" wrap="nowrap" mb="md">
            <Title order={2} size="h4">
              {title}
            </Title>
            <CloseButton aria-label="Cerrar" onClick={onClose} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
