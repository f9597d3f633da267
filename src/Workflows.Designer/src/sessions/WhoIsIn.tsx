import { Button, Group, Table } from "@mantine/core";
import { useState } from "react";
import { hourOf } from "../ui/dates";
import { StateText } from "../ui/StateText";
import { WideTable } from "../ui/WideTable";
import { EnterDialog } from "./EnterDialog";
import { howOf, stayOf, type Entry, type Fact, type Seat, type Session } from "./record";

type Act = (facts: readonly Fact[]) => void;

type Props = { session: Session; waiting: readonly Entry[]; /** Nothing for whoever only reads. */ act?: Act };

/** Each seat: who is in it and since when, and the two or three things that happen to it. */
export function WhoIsIn({ session, waiting, act }: Props) {
  const [entering, setEntering] = useState<Seat>();
  const isWaiting = (seat: Seat) => waiting.some((entry) => entry.seat === seat.name && entry.kind !== "Vote");
  const away = session.seats.filter((seat) => !seat.isVacant && !stayOf(seat) && !isWaiting(seat));

  return (
    <div>
      <WideTable caption="Quiénes están">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Asiento</Table.Th>
            <Table.Th scope="col">Ahora</Table.Th>
            {act && <Table.Th scope="col">Registrar</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {session.seats.map((seat) => (
            <Table.Tr key={seat.name}>
              <Table.Th scope="row">
                {seat.name}
                <span className="session__who">
                  {seat.roleLabel}
                  {seat.holder && `: ${seat.holder}`}
                </span>
              </Table.Th>
              <Table.Td>{isWaiting(seat) ? <StateText tone="neutral">Enviando…</StateText> : <Now seat={seat} />}</Table.Td>
              {act && (
                <Table.Td>{!seat.isVacant && !isWaiting(seat) && <Doings seat={seat} presiding={session.presiding} act={act} onOther={() => setEntering(seat)} />}</Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {act && away.length > 1 && (
        <Button mt="sm" variant="default" onClick={() => act(away.map((seat) => ({ kind: "Enter", seat: seat.name, quality: seat.isActing ? "Acting" : "Holder" })))}>
          Entran los {away.length} que faltan
        </Button>
      )}
      {entering && act && (
        <EnterDialog
          seat={entering}
          onEnter={(fact) => {
            act([fact]);
            setEntering(undefined);
          }}
          onClose={() => setEntering(undefined)}
        />
      )}
    </div>
  );
}

function Now({ seat }: { seat: Seat }) {
  const stay = stayOf(seat);
  const last = seat.stays.at(-1);
  if (seat.isVacant) return <StateText tone="neutral">Vacante</StateText>;
  if (stay) {
    return (
      <StateText tone="good">
        {howOf(stay)}, desde las {hourOf(stay.from)}
        {stay.person && stay.person !== seat.holder && `: ${stay.person}`}
      </StateText>
    );
  }
  return <StateText tone="neutral">{last?.to ? `Salió a las ${hourOf(last.to)}` : "Ausente"}</StateText>;
}

function Doings({ seat, presiding, act, onOther }: { seat: Seat; presiding?: string | null; act: Act; onOther: () => void }) {
  const enter = (isTelematic: boolean) => act([{ kind: "Enter", seat: seat.name, isTelematic, quality: seat.isActing ? "Acting" : "Holder" }]);
  const button = (label: string, onClick: () => void) => (
    <Button key={label} size="compact-md" variant="default" aria-label={`${label}: ${seat.name}`} onClick={onClick}>
      {label}
    </Button>
  );

  return (
    <Group gap="xs">
      {stayOf(seat)
        ? [
            button("Sale", () => act([{ kind: "Leave", seat: seat.name }])),
            button("Cambia", onOther),
            ...(presiding === seat.name ? [] : [button("Preside", () => act([{ kind: "Preside", seat: seat.name }]))]),
          ]
        : [button("Entra", () => enter(false)), button("Entra a distancia", () => enter(true)), button("Otra persona", onOther)]}
    </Group>
  );
}
