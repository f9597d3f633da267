import { Button, Group, Table } from "@mantine/core";
import { Callout } from "../../ui/Callout";
import { WideTable } from "../../ui/WideTable";
import type { Draft } from "../draft/draft";
import type { Content } from "../form/content";
import { compare } from "../review/compare";

type Props = { content: Content; mine: Draft; theirs: Draft; onChoose: (draft: Draft) => void };

/** Two tabs or two people wrote different things: both are shown, and one is chosen. Nothing is lost before. */
export function ConflictPanel({ content, mine, theirs, onChoose }: Props) {
  const lines = [
    ...compare(content.form ?? [], theirs.answers, mine.answers).flatMap((group) =>
      group.lines.filter((line) => line.isChanged || group.kind !== "changed").filter((line) => line.before !== line.after)
        .map((line) => ({ ...line, label: line.label === group.title ? line.label : `${group.title}: ${line.label}` })),
    ),
    ...other("Comentario", theirs.comment, mine.comment),
    ...other("Observaciones", theirs.remarks.map((remark) => remark.text).join("\n"), mine.remarks.map((remark) => remark.text).join("\n")),
    ...other("Respuestas a observaciones", theirs.replies.map((reply) => reply.text).join("\n"), mine.replies.map((reply) => reply.text).join("\n")),
    ...other("Archivos", theirs.evidence.map((file) => file.fileName).join("\n"), mine.evidence.map((file) => file.fileName).join("\n")),
  ];

  return (
    <Callout tone="soon" title="Otra pestaña o persona guardó un texto distinto" role="alert">
      <p>Compara los dos y elige con cuál sigues. El otro se descarta.</p>
      <WideTable caption="Lo que difiere">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Campo</Table.Th>
            <Table.Th scope="col">Lo guardado</Table.Th>
            <Table.Th scope="col">Lo que tienes en esta pestaña</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, i) => (
            <Table.Tr key={i}>
              <Table.Th scope="row">{line.label}</Table.Th>
              <Table.Td className="task__text">{line.before || "(vacío)"}</Table.Td>
              <Table.Td className="task__text">{line.after || "(vacío)"}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      <Group mt="sm">
        <Button onClick={() => onChoose(mine)}>Conservar lo de esta pestaña</Button>
        <Button variant="default" onClick={() => onChoose(theirs)}>
          Usar lo guardado
        </Button>
      </Group>
    </Callout>
  );
}

const other = (label: string, before: string, after: string) => (before === after ? [] : [{ label, before, after, isChanged: true }]);
