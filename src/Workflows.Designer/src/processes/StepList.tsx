import { Table } from "@mantine/core";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { stepSentence, stepTones, waysOut, type Drawing } from "./steps";

/** The drawing as a list: everything it shows, for those who do not look at it. */
export function StepList({ drawing }: { drawing: Drawing }) {
  return (
    <details>
      <summary>Ver el dibujo como lista</summary>
      <WideTable caption="Pasos del flujo y dónde está el proceso">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Paso</Table.Th>
            <Table.Th scope="col">Qué hace</Table.Th>
            <Table.Th scope="col">Estado</Table.Th>
            <Table.Th scope="col">Sigue</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {drawing.steps.map((step) => (
            <Table.Tr key={step.id}>
              <Table.Th scope="row">{step.label}</Table.Th>
              <Table.Td>{step.kind}</Table.Td>
              <Table.Td>
                <StatusTag bare tone={stepTones[step.state]}>{stepSentence(step)}</StatusTag>
              </Table.Td>
              <Table.Td>
                {waysOut(step, drawing).map((way) => (
                  <div key={way}>{way}</div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </details>
  );
}
