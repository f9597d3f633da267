import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { ApiProblem } from "../api/problem";
import { ProblemAlert } from "./ProblemAlert";

type Props = {
  title: string;
  /** What will happen. */
  explanation: ReactNode;
  confirm: string;
  isWaiting: boolean;
  problem: ApiProblem | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
  /** What else has to be said. */
  children?: ReactNode;
  canConfirm?: boolean;
};

/** A decision that keeps its reason: what happens, why, and one button. */
export function ReasonDialog({ title, explanation, confirm, isWaiting, problem, onConfirm, onClose, children, canConfirm = true }: Props) {
  const [reason, setReason] = useState("");

  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ "aria-label": "Cerrar" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(reason.trim());
        }}
      >
        <Stack>
          <div>{explanation}</div>
          {children}
          <Textarea
            label="Motivo"
            description="Queda en la historia con tu nombre."
            required
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          {problem && <ProblemAlert problem={problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Volver
            </Button>
            <Button type="submit" loading={isWaiting} disabled={!canConfirm || reason.trim() === ""}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
