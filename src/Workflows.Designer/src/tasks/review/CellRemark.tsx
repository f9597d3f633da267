import { Textarea } from "@mantine/core";
import { useState } from "react";
import { CommandDialog } from "../../ui/CommandDialog";
import { namingColumn, textOf, type Answers, type Field } from "../form/content";

type Props = { table: Field; row: Answers; index: number; column: string; text: string; onSay: (text: string) => void; onClose: () => void };

/** A remark of one cell, which is kept with the others of this review. */
export function CellRemark({ table, row, index, column: id, text: before, onSay, onClose }: Props) {
  const [text, setText] = useState(before);
  const column = table.columns!.find((one) => one.id === id)!;
  const name = namingColumn(table);
  return (
    <CommandDialog
      title={`Observar «${column.label}» de la fila ${index + 1}`} command={{ isPending: false, error: null }} submit={before ? "Guardar observación" : "Agregar observación"}
      onSubmit={() => onSay(text)} onClose={onClose}
    >
      {() => (
        <>
          <p className="task__text">
            {name && name.id !== id && <>{textOf(name, row[name.id])}. </>}
            {column.label}: <strong>{textOf(column, row[id]) || "en blanco"}</strong>
          </p>
          <Textarea
            label="Qué hay que corregir" description={before ? "En blanco se quita. Queda con las demás y sale cuando devuelves la entrega." : "Queda con las demás y sale cuando devuelves la entrega."}
            autosize minRows={3} maxLength={3800} value={text} data-autofocus onChange={(event) => setText(event.currentTarget.value)}
          />
        </>
      )}
    </CommandDialog>
  );
}
