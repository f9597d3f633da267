import { Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Api } from "../api/client";
import { useCommand, type CommandHeaders } from "../api/useCommand";
import { CommandDialog } from "../ui/CommandDialog";
import type { ErrorOf } from "../ui/CommandForm";

/** Why a change is proposed. Without a norm, the text is empty. */
type Grounds = { norm: string; reason: string };

type Props<T> = {
  title: string;
  explanation: string;
  norm: { description: string; isRequired?: boolean };
  /** What the change is; with its grounds it is the whole intention. */
  asked: T;
  send: (proposed: T & Grounds, headers: CommandHeaders) => Promise<Api["ProposalView"]>;
  onClose: () => void;
  /** The fields of the change itself; those that show what was refused of them ask for it. */
  children: ReactNode | ((errorOf: ErrorOf) => ReactNode);
};

/** A change of deadlines with its norm and reason. It becomes a proposal: another person approves it after seeing what it moves. */
export function ProposalDialog<T extends object>({ title, explanation, norm: asksNorm, asked, send, onClose, children }: Props<T>) {
  const navigate = useNavigate();
  const [norm, setNorm] = useState("");
  const [reason, setReason] = useState("");
  const propose = useCommand(send, { changes: "proposals", onDone: (proposal) => navigate(`/calendario/propuestas/${proposal.id}`) });

  function submit() {
    propose.mutate({ ...asked, norm, reason });
  }

  return (
    <CommandDialog title={title} command={propose} submit="Proponer el cambio" onSubmit={submit} onClose={onClose}>
      {(errorOf) => (
        <>
          <p>{explanation}</p>
          {typeof children === "function" ? children(errorOf) : children}
          <TextInput
            label="Norma" description={asksNorm.description} required={asksNorm.isRequired} maxLength={300} value={norm} error={errorOf("norm")}
            onChange={(event) => setNorm(event.currentTarget.value)}
          />
          <Textarea
            label="Motivo" description="Queda en la historia de cada plazo que cambie." required autosize minRows={2} value={reason} error={errorOf("reason")}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </CommandDialog>
  );
}
