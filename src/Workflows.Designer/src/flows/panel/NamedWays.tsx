import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useRowFocus } from "./useRowFocus";
import "./rows.css";

type Props = {
  legend: string;
  help?: string | null;
  /** What one is called: «camino», «caso». */
  word: string;
  names: readonly string[];
  onRename: (at: number, name: string) => void;
  onAdd: (name: string) => void;
  onRemove: (at: number) => void;
  /** What else is said of one. */
  children?: (at: number) => ReactNode;
};

/** Ways out that somebody names: each is a way on which an arrow leaves. A name counts when one leaves its field. */
export function NamedWays({ legend, help, word, names, onRename, onAdd, onRemove, children }: Props) {
  const rows = useRowFocus();
  return (
    <fieldset className="step-panel__group">
      <legend>{legend}</legend>
      {help && <p className="support">{help}</p>}
      <ol className="rows" ref={rows.ref}>
        {names.map((name, at) => (
          <li key={at} className="rows__row">
            <div className="rows__line">
              <NameInput label={`Nombre del ${word} ${at + 1}`} name={name} taken={names} onRename={(next) => onRename(at, next)} />
              <ActionIcon
                variant="default" size="2.25rem" aria-label={`Quitar el ${word} ${name}`}
                onClick={() => {
                  onRemove(at);
                  rows.focus(at - 1);
                }}
              >
                <IconX aria-hidden size={16} />
              </ActionIcon>
            </div>
            {children?.(at)}
          </li>
        ))}
      </ol>
      <Button
        variant="default" size="compact-md" leftSection={<IconPlus aria-hidden size={14} />}
        onClick={() => {
          onAdd(freshName(word, names));
          rows.focus(names.length);
        }}
      >
        {`Agregar un ${word}`}
      </Button>
    </fieldset>
  );
}

type NameProps = { label: string; name: string; taken: readonly string[]; onRename: (name: string) => void };

function NameInput({ label, name, taken, onRename }: NameProps) {
  const [typed, setTyped] = useState<string>();
  const wanted = (typed ?? name).trim();
  const isTaken = wanted !== name && taken.includes(wanted);

  function settle() {
    if (wanted !== "" && wanted !== name && !isTaken) onRename(wanted);
    setTyped(undefined);
  }

  return (
    <TextInput
      aria-label={label} value={typed ?? name} error={isTaken && "Ese nombre ya existe."} onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === "Enter" && settle()}
    />
  );
}

function freshName(word: string, taken: readonly string[]): string {
  const title = word.charAt(0).toUpperCase() + word.slice(1);
  for (let count = taken.length + 1; ; count++) if (!taken.includes(`${title} ${count}`)) return `${title} ${count}`;
}
