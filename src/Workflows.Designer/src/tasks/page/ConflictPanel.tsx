import { Button, Group } from "@mantine/core";
import { Callout } from "../../ui/Callout";
import { DataTable } from "../../ui/DataTable";
import type { Draft } from "../draft/draft";
import { namingColumn, textOf, typeOf, type Content, type Field } from "../form/content";
import { compareRows } from "../review/compare";

type Props = { content: Content; mine: Draft; theirs: Draft; onChoose: (draft: Draft) => void };

/** Two tabs or two people wrote different things: both are shown, and one is chosen. Nothing is lost before. */
export function ConflictPanel({ content, mine, theirs, onChoose }: Props) {
  const lines = [
    ...(content.form ?? []).flatMap((field) => linesOf(field, theirs.answers[field.id], mine.answers[field.id])),
    ...other("Comentario", theirs.comment, mine.comment),
    ...other("Observaciones", theirs.remarks.map((remark) => remark.text).join("\n"), mine.remarks.map((remark) => remark.text).join("\n")),
    ...other("Respuestas a observaciones", theirs.replies.map((reply) => reply.text).join("\n"), mine.replies.map((reply) => reply.text).join("\n")),
    ...other("Archivos", theirs.evidence.map((file) => file.fileName).join("\n"), mine.evidence.map((file) => file.fileName).join("\n")),
  ];

  return (
    <Callout tone="soon" title="Otra pestaña o persona guardó un texto distinto" role="alert">
      <p>Compara los dos y elige con cuál sigues. El otro se descarta.</p>
      <DataTable
        caption="Lo que difiere" rows={lines} keyOf={(line) => line.label}
        columns={[
          { key: "field", head: "Campo", names: true, cell: (line) => line.label },
          { key: "kept", head: "Lo guardado", cell: (line) => <span className="task__text">{line.before || "(vacío)"}</span> },
          { key: "mine", head: "Lo que tienes en esta pestaña", cell: (line) => <span className="task__text">{line.after || "(vacío)"}</span> },
        ]}
      />
      <Group mt="sm">
        <Button onClick={() => onChoose(mine)}>Conservar lo de esta pestaña</Button>
        <Button variant="default" onClick={() => onChoose(theirs)}>
          Usar lo guardado
        </Button>
      </Group>
    </Callout>
  );
}

type Line = { label: string; before: string; after: string };

const other = (label: string, before: string, after: string): Line[] => (before === after ? [] : [{ label, before, after }]);

/** What differs in a field; of a table, cell by cell. */
function linesOf(field: Field, theirs: unknown, mine: unknown): Line[] {
  if (typeOf(field) !== "table") return other(field.label, textOf(field, theirs), textOf(field, mine));
  const name = namingColumn(field);
  return compareRows(field, theirs ?? [], mine).flatMap(({ index, row, before = {}, kind }) =>
    (field.columns ?? []).flatMap((column) => {
      const [one, another] = [textOf(column, row[column.id]), textOf(column, before[column.id])];
      const label = `${(name && textOf(name, row[name.id])) || field.label}, fila ${index + 1}${kind === "removed" ? " de lo guardado" : ""}: ${column.label}`;
      return kind === "removed" ? other(label, one, "") : other(label, another, one);
    }),
  );
}
