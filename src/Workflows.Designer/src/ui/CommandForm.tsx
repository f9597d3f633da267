import { Button, Group, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { ApiProblem } from "../api/problem";
import { ProblemAlert } from "./ProblemAlert";

/** What a field says of itself: whatever the server refused of it. Asking claims the field, so that nothing is said twice or nowhere. */
export type ErrorOf = (field: string) => string | undefined;

/** What a command knows of itself. Required, so that no form forgets to say that it waits or was refused. */
type Sending = { isPending: boolean; error: ApiProblem | null };

/** Of a form whose page takes what it says and sends it later: here nothing waits and nothing is refused. */
export const takenHere: Sending = { isPending: false, error: null };

export type CommandFormProps = {
  command: Sending;
  submit: string;
  /** Why it cannot be sent yet; it stands beside the button that is off. */
  blockedBy?: string;
  onSubmit: () => void;
  onCancel?: () => void;
  /** An act that cannot be undone has a red line. */
  isDangerous?: boolean;
  /** Names the form, where the page has more than its fields. */
  label?: string;
  /** The button is as wide as the form: where one enters, and nothing else is on the page. */
  isWide?: boolean;
  /** What it leads to has a main button of its own. */
  isQuiet?: boolean;
  /** The fields, each with what was refused of it. */
  children: (errorOf: ErrorOf) => ReactNode;
};

/** A form that asks the server to do something: fields with their own refusals, what no field claims above the button, one main button. */
export function CommandForm({ command, submit, blockedBy, onSubmit, onCancel, isDangerous = false, isQuiet = false, label, isWide = false, children }: CommandFormProps) {
  const problem = command.error;
  const claimed = new Set<string>();
  const fields = children((field) => {
    claimed.add(field);
    const said = problem?.fields[field];
    return said && said.length > 0 ? said.join(" ") : undefined;
  });

  function send(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (!command.isPending && !blockedBy) onSubmit();
  }

  return (
    <form onSubmit={send} aria-label={label}>
      <Stack>
        {fields}
        {problem && <ProblemAlert problem={unclaimed(problem, claimed)} />}
        <Group justify="flex-end" grow={isWide && !blockedBy}>
          {blockedBy && <span className="support">{blockedBy}</span>}
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Volver
            </Button>
          )}
          <Button type="submit" size={isWide ? "md" : undefined} variant={isDangerous ? "danger" : isQuiet ? "default" : "filled"} loading={command.isPending} disabled={Boolean(blockedBy)}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The refusal without what the fields already say. */
function unclaimed(problem: ApiProblem, claimed: ReadonlySet<string>): ApiProblem {
  const rest = Object.fromEntries(Object.entries(problem.fields).filter(([field]) => !claimed.has(field)));
  return new ApiProblem(problem.status, problem.title, problem.detail, rest, problem.next);
}
