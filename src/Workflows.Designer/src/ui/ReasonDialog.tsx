import { Textarea } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { ApiProblem } from "../api/problem";
import { CommandDialog } from "./CommandDialog";

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
  isDangerous?: boolean;
};

/** A decision that keeps its reason: what happens, why, and one button. */
export function ReasonDialog({ title, explanation, confirm, isWaiting, problem, onConfirm, onClose, children, canConfirm = true, isDangerous }: Props) {
  const [reason, setReason] = useState("");

  return (
    <CommandDialog
      title={title} command={{ isPending: isWaiting, error: problem }} submit={confirm} isDangerous={isDangerous} onClose={onClose}
      blockedBy={!canConfirm ? "Falta elegir." : reason.trim() === "" ? "Escribe el motivo." : undefined} onSubmit={() => onConfirm(reason.trim())}
    >
      {(errorOf) => (
        <>
          <div>{explanation}</div>
          {children}
          <Textarea
            label="Motivo" description="Queda en la historia con tu nombre." required autosize minRows={2} maxLength={2000} error={errorOf("reason")} value={reason}
            onChange={(event) => setReason(event.currentTarget.value)} data-autofocus
          />
        </>
      )}
    </CommandDialog>
  );
}
