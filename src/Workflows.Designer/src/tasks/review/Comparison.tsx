import { Checkbox, Stack, Table, Text } from "@mantine/core";
import { Fragment, useState } from "react";
import { StatusTag } from "../../ui/StatusTag";
import { WideTable } from "../../ui/WideTable";
import type { Field, Result } from "../form/content";
import { compare, type Group } from "./compare";

const kinds: Record<Group["kind"], string> = { same: "", changed: "cambió", added: "nuevo", removed: "ya no está" };

type Props = { form: readonly Field[]; before: Result; after: Result; numbers: [number, number] };

/** Two versions side by side, all of them unless the reader asks for less: whoever judges has to see what stayed. What changed is said in words. */
export function Comparison({ form, before, after, numbers }: Props) {
  const [onlyChanges, setOnlyChanges] = useState(false);
  const groups = compare(form, before.answers ?? {}, after.answers ?? {});
  const shown = onlyChanges ? groups.filter((group) => group.kind !== "same") : groups;

  return (
    <Stack gap="sm">
      <Checkbox label="Ver solo lo que cambió" checked={onlyChanges} onChange={(event) => setOnlyChanges(event.currentTarget.checked)} />
      {shown.length === 0 ? (
        <Text>Las respuestas son iguales en las dos versiones.</Text>
      ) : (
        <WideTable caption={`Versión ${numbers[0]} y versión ${numbers[1]}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Campo</Table.Th>
              <Table.Th scope="col">Versión {numbers[0]}</Table.Th>
              <Table.Th scope="col">Versión {numbers[1]}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {shown.map((group, i) => (
            <Table.Tbody key={i}>
              <Table.Tr>
                <Table.Th scope="rowgroup" colSpan={3}>
                  {group.title}
                  {kinds[group.kind] && `: ${kinds[group.kind]}`}
                </Table.Th>
              </Table.Tr>
              {group.lines.map((line) => (
                <Fragment key={line.label}>
                  <Table.Tr>
                    <Table.Th scope="row" fw={400}>
                      {line.isChanged && group.kind === "changed" ? <StatusTag bare tone="soon">{line.label} (cambió)</StatusTag> : line.label}
                    </Table.Th>
                    <Table.Td className="task__text">{line.before}</Table.Td>
                    <Table.Td className="task__text">{line.after}</Table.Td>
                  </Table.Tr>
                </Fragment>
              ))}
            </Table.Tbody>
          ))}
        </WideTable>
      )}
    </Stack>
  );
}
