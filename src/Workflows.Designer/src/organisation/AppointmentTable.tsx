import { Anchor, Table } from "@mantine/core";
import { Link } from "react-router";
import { longDay } from "../ui/dates";
import { WideTable } from "../ui/WideTable";
import type { Appointment } from "./appointments";
import { PostActions } from "./PostActions";

type Props = { caption: string; appointments: readonly Appointment[]; shows: { person?: boolean; role?: boolean; place?: boolean; actions?: boolean } };

/** Whether a kind of place has a page of its posts. */
const hasPage = (kind: string) => kind === "Institution" || kind === "Ministry" || kind === "Region";

/** Posts with their dates, and what can be done with each: in the first cell, where a phone shows it. */
export function AppointmentTable({ caption, appointments, shows }: Props) {
  return (
    <WideTable caption={caption} minWidth={shows.role ? "46rem" : "36rem"}>
      <Table.Thead>
        <Table.Tr>
          {shows.person && <Table.Th scope="col">Persona</Table.Th>}
          {shows.role && <Table.Th scope="col">Rol</Table.Th>}
          {shows.place && <Table.Th scope="col">Lugar</Table.Th>}
          <Table.Th scope="col">Desde</Table.Th>
          <Table.Th scope="col">Hasta</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {appointments.map((line) => (
          <Table.Tr key={line.id}>
            {shows.person && (
              <Table.Td>
                <Anchor component={Link} to={`/organizacion/personas/${line.personId}/cargos`}>
                  {line.personName}
                </Anchor>
                {line.post.isSubstitute && " (S)"}
                {shows.actions && <PostActions appointment={line} />}
              </Table.Td>
            )}
            {shows.role && (
              <Table.Td>
                {line.post.roleLabel}
                {!shows.person && line.post.isSubstitute && " (S)"}
                {!shows.person && shows.actions && <PostActions appointment={line} />}
              </Table.Td>
            )}
            {shows.place && (
              <Table.Td>
                {hasPage(line.post.scopeKind) ? (
                  <Anchor component={Link} to={`/organizacion/lugares/${line.post.scopeCode}/cargos`}>
                    {line.post.scopeName}
                  </Anchor>
                ) : (
                  line.post.scopeName
                )}
              </Table.Td>
            )}
            <Table.Td>{line.post.validFrom ? longDay(line.post.validFrom) : "Siempre"}</Table.Td>
            <Table.Td>{line.post.validTo ? longDay(line.post.validTo) : "Sin término"}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
