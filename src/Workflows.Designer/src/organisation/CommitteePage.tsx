import { Button, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { AddSeatDialog } from "./AddSeatDialog";
import { byTime, mayChange } from "./appointments";
import { basisLabels } from "./committees";
import { EndDialog } from "./EndDialog";
import { useRights } from "./useRights";

type Seat = Api["CommitteesSeatView"];

/** One committee: its seats, who acts in each on this day and why, and those that ended. */
export function CommitteePage() {
  const { code = "" } = useParams();
  const changes = mayChange(useRights(), "Committee");
  const [isAdding, setAdding] = useState(false);
  const found = useQuery({
    queryKey: ["/api/organisation/committees", code],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/committees/{code}", { params: { path: { code } }, signal })),
  });

  return (
    <Page title={found.data?.committee.name ?? "Comité"} actions={changes && found.data && <Button onClick={() => setAdding(true)}>Crear un asiento</Button>}>
      <Answer query={found}>
        {({ committee, seats }) => {
          const { current, before } = byTime(seats);
          return (
            <Stack>
              <Text>
                Código {committee.code}.{committee.norm && ` ${committee.norm}.`}
              </Text>
              {current.length === 0 ? <Text>Sin asientos vigentes.</Text> : <SeatTable caption="Asientos vigentes y por empezar" seats={current} changes={changes} />}
              {before.length > 0 && (
                <details>
                  <summary>Asientos que terminaron ({before.length})</summary>
                  <SeatTable caption="Asientos que terminaron" seats={before} changes={false} />
                </details>
              )}
              {isAdding && <AddSeatDialog committee={committee} seats={current} onClose={() => setAdding(false)} />}
            </Stack>
          );
        }}
      </Answer>
    </Page>
  );
}

function SeatTable({ caption, seats, changes }: { caption: string; seats: Seat[]; changes: boolean }) {
  return (
    <WideTable caption={caption} minWidth="40rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Asiento</Table.Th>
          <Table.Th scope="col">Quién actúa</Table.Th>
          <Table.Th scope="col">Desde</Table.Th>
          <Table.Th scope="col">Hasta</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {seats.map((seat) => (
          <SeatRow key={seat.id} seat={seat} changes={changes} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function SeatRow({ seat, changes }: { seat: Seat; changes: boolean }) {
  const [isEnding, setEnding] = useState(false);

  return (
    <Table.Tr>
      <Table.Td>
        {seat.name}
        <Text size="sm">
          {seat.roleLabel}
          {seat.alternateOf && `: suplente de «${seat.alternateOf}»`}
        </Text>
        {changes && (
          <Button mt={4} variant="default" size="compact-md" aria-label={`Terminar el asiento ${seat.name}`} onClick={() => setEnding(true)}>
            Terminar
          </Button>
        )}
        {isEnding && (
          <EndDialog
            title={`Terminar el asiento «${seat.name}»`} action="Terminar el asiento" onClose={() => setEnding(false)}
            send={(body, header) => answerOf(api.POST("/api/organisation/seats/{id}/end", { body, params: { path: { id: seat.id }, header } }))}
          />
        )}
      </Table.Td>
      <Table.Td>
        {seat.holders.length > 0 ? seat.holders.join(", ") : seat.when === "Now" ? <StatusTag bare tone="soon">Nadie actúa</StatusTag> : "Nadie"}
        <Text size="sm">
          {basisLabels[seat.basis]}
          {seat.source && `: ${seat.source}`}
          {seat.norm && ` (${seat.norm})`}
        </Text>
      </Table.Td>
      <Table.Td>{seat.validFrom ? longDay(seat.validFrom) : "Siempre"}</Table.Td>
      <Table.Td>{seat.validTo ? longDay(seat.validTo) : "Sin término"}</Table.Td>
    </Table.Tr>
  );
}
