import { Table } from "@mantine/core";
import { Link } from "react-router";
import { longDay } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { percent, stateLabels, tierLabels, type CommitmentLine } from "./words";

const toneOf = (line: CommitmentLine) => (line.isCritical ? "late" : line.doesNotApply ? "unknown" : line.state === "Finished" ? "done" : "onTime");

/** Commitments in a table: whose, how far, by when, and whether they are critical. */
export function CommitmentTable({ caption, lines }: { caption: string; lines: readonly CommitmentLine[] }) {
  return (
    <WideTable caption={caption} minWidth="56rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Compromiso</Table.Th>
          <Table.Th scope="col">Estado</Table.Th>
          <Table.Th scope="col">Avance</Table.Th>
          <Table.Th scope="col">Vence</Table.Th>
          <Table.Th scope="col">De quién es</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.code}>
            <Table.Th scope="row">
              <Link to={`/compromisos/${encodeURIComponent(line.code)}`}>{line.name}</Link>
              <div className="support">
                {tierLabels[line.tier]} {line.code}
              </div>
            </Table.Th>
            <Table.Td>
              <StatusTag bare tone={toneOf(line)}>
                {line.doesNotApply ? "No aplica" : stateLabels[line.state]}
                {line.isCritical && ", en situación crítica"}
              </StatusTag>
              {line.obstacle && <div className="support">Nudo: {line.obstacle}</div>}
            </Table.Td>
            <Table.Td>{line.doesNotApply ? "No aplica" : percent(line.progress)}</Table.Td>
            <Table.Td>{line.dueOn ? longDay(line.dueOn) : "Sin fecha"}</Table.Td>
            <Table.Td>{line.place || "Todo el país"}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
