import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { labelOfRow, movedRow, withNewRow, withoutRow, type Row } from "../inputs/fields";
import type { Part } from "../draft/document";
import { Disclosure } from "./Disclosure";
import { useRowFocus } from "./useRowFocus";
import "./rows.css";

type Props = {
  legend: string;
  help?: string | null;
  /** What a row is, with its article: «el campo», «la columna». */
  word: string;
  rows: readonly Row[];
  /** What a new row says besides its name. */
  first: Part;
  onChange: (rows: readonly Row[]) => void;
  /** A row in short, beside its name. */
  summary: (row: Row) => string;
  children: (row: Row, at: number, set: (row: Row) => void) => ReactNode;
};

/** Rows in their order, each closed until somebody opens it: one is added by its name, moved by buttons and taken away. */
export function RowList({ legend, help, word, rows, first, onChange, summary, children }: Props) {
  const list = useRowFocus();
  const [name, setName] = useState("");
  const [fresh, setFresh] = useState<string>();
  const noun = word.split(" ")[1]!;

  function add() {
    const label = name.trim();
    if (label === "") return;
    const next = withNewRow(rows, label, first);
    setName("");
    setFresh(next.at(-1)!.id);
    onChange(next);
    list.focus(rows.length);
  }

  function move(at: number, by: -1 | 1) {
    onChange(movedRow(rows, at, by));
    list.focus(Math.min(Math.max(at + by, 0), rows.length - 1));
  }

  return (
    <fieldset className="step-panel__group">
      <legend>{legend}</legend>
      {help && <p className="support">{help}</p>}
      <ol className="rows" ref={list.ref}>
        {rows.map((row, at) => (
          <li key={row.id} className="rows__row">
            <Disclosure
              startsOpen={row.id === fresh}
              summary={<><span className="rows__name">{labelOfRow(row)}</span> <span className="support">{summary(row)}</span></>}
            >
              {() => <div className="rows__body">{children(row, at, (next) => onChange(rows.with(at, next)))}</div>}
            </Disclosure>
            <Group gap={4} wrap="nowrap" className="rows__acts">
              <RowAct label={`Subir ${word} ${labelOfRow(row)}`} isOff={at === 0} onClick={() => move(at, -1)}>
                <IconArrowUp aria-hidden size={16} />
              </RowAct>
              <RowAct label={`Bajar ${word} ${labelOfRow(row)}`} isOff={at === rows.length - 1} onClick={() => move(at, 1)}>
                <IconArrowDown aria-hidden size={16} />
              </RowAct>
              <RowAct
                label={`Quitar ${word} ${labelOfRow(row)}`}
                onClick={() => {
                  onChange(withoutRow(rows, at));
                  list.focus(at - 1);
                }}
              >
                <IconTrash aria-hidden size={16} />
              </RowAct>
            </Group>
          </li>
        ))}
      </ol>
      <div className="rows__new">
        <TextInput
          label={`Agregar ${word.startsWith("la ") ? "una" : "un"} ${noun}`} placeholder="Cómo se llama" value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" disabled={name.trim() === ""} aria-label={`Agregar ${word} ${name.trim()}`.trim()} onClick={add}>
          Agregar
        </Button>
      </div>
    </fieldset>
  );
}

type ActProps = { label: string; isOff?: boolean; onClick: () => void; children: ReactNode };

function RowAct({ label, isOff = false, onClick, children }: ActProps) {
  return (
    <ActionIcon variant="default" size="1.75rem" aria-label={label} title={label} disabled={isOff} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
