import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { longDateTime } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { holdersOf, pathOfProcess, stateSentence, stateTones, type ProcessLine } from "./states";

type Props = { caption: string; lines: readonly ProcessLine[]; /** A first cell for each process, such as a checkbox. */ choose?: (line: ProcessLine) => ReactNode };

/** Processes in a table: of whom, where it stands, how late, in whose hands. */
export function ProcessTable({ caption, lines, choose }: Props) {
  return (
    <WideTable caption={caption} minWidth="56rem">
      <Table.Thead>
        <Table.Tr>
          {choose && <Table.Th scope="col">Elegir</Table.Th>}
          <Table.Th scope="col">Proceso</Table.Th>
          <Table.Th scope="col">Estado</Table.Th>
          <Table.Th scope="col">Paso</Table.Th>
          <Table.Th scope="col">Vence</Table.Th>
          <Table.Th scope="col">En manos de</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id}>
            {choose && <Table.Td>{choose(line)}</Table.Td>}
            <Table.Th scope="row">
              <Link to={pathOfProcess(line.id)}>{line.institutionName ?? line.title}</Link>
              {line.institutionName && <div className="support">{line.title}</div>}
            </Table.Th>
            <Table.Td>
              <StatusTag bare tone={stateTones[line.state]}>{stateSentence(line)}</StatusTag>
            </Table.Td>
            <Table.Td>{line.steps.map((step) => step.label).join(", ")}</Table.Td>
            <Table.Td>{line.dueAt ? longDateTime(line.dueAt) : ""}</Table.Td>
            <Table.Td>
              {holdersOf(line).map(({ post, people }) => (
                <div key={post}>
                  {post}
                  <div className="support">{people}</div>
                </div>
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
