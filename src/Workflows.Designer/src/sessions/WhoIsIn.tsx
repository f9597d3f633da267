import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { DataTable } from "../ui/DataTable";
import { hourOf } from "../ui/dates";
import { plain } from "../ui/plain";
import { StatusTag } from "../ui/StatusTag";
import { EnterDialog } from "./EnterDialog";
import { howOf, manySeats, partsOf, stayOf, type Entry, type Fact, type Seat, type Session } from "./record";

type Act = (facts: readonly Fact[]) => void;

type Props = { session: Session; waiting: readonly Entry[]; /** Nothing for whoever only reads. */ act?: Act };

/** Each seat: who is in it and since when, and the two or three things that happen to it. */
export function WhoIsIn({ session, waiting, act }: Props) {
  const [entering, setEntering] = useState<Seat>();
  const [search, setSearch] = useState("");
  const isWaiting = (seat: Seat) => waiting.some((entry) => entry.seat === seat.name && entry.kind !== "Vote");
  const away = session.seats.filter((seat) => !seat.isVacant && !stayOf(seat) && !isWaiting(seat));

  const isMany = session.seats.length > manySeats;
  const { away: missing, here, vacant } = partsOf(session.seats);
  const isFound = (seat: Seat) => plain(`${seat.name} ${seat.holder ?? ""}`).includes(plain(search));
  const rows = (seats: readonly Seat[], caption: string) => (
    <DataTable
      caption={caption} minWidth="32rem" rows={seats} keyOf={(seat) => seat.name}
      columns={[
        {
          key: "seat", head: "Asiento", names: true,
          cell: (seat) => (
            <>
              {seat.name}
              <span className="session__who">
                {seat.roleLabel}
                {seat.holder && `: ${seat.holder}`}
              </span>
            </>
          ),
        },
        { key: "now", head: "Ahora", cell: (seat) => (isWaiting(seat) ? <StatusTag bare tone="unknown">Enviando…</StatusTag> : <Now seat={seat} />) },
        ...(act
          ? [
              {
                key: "acts", head: "Registrar",
                cell: (seat: Seat) => !seat.isVacant && !isWaiting(seat) && <Doings seat={seat} presiding={session.presiding} act={act} onOther={() => setEntering(seat)} />,
              },
            ]
          : []),
      ]}
    />
  );
  const entryOf = (seat: Seat): Fact => ({ kind: "Enter", seat: seat.name, quality: seat.isActing ? "Acting" : "Holder" });
  const enterAll = act && away.length > 1 && (
    <Button mt="sm" variant="default" onClick={() => act(away.map(entryOf))}>
      Entran los {away.length} que faltan
    </Button>
  );

  return (
    <div>
      {isMany ? (
        <Stack gap="sm">
          <TextInput
            type="search"
            label="Buscar un asiento"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            className="session__search"
          />
          {search.trim() ? (
            rows(session.seats.filter(isFound), `Asientos con «${search.trim()}»`)
          ) : (
            <>
              {enterAll && <div>{enterAll}</div>}
              {[
                { title: "Faltan", seats: missing },
                { title: "Están", seats: here },
                { title: "Vacantes", seats: vacant },
              ]
                .filter((part) => part.seats.length > 0)
                .map(({ title, seats }) => (
                  <details key={title}>
                    <summary>
                      {title}: {seats.length}
                    </summary>
                    {rows(seats, title)}
                  </details>
                ))}
            </>
          )}
        </Stack>
      ) : (
        <>
          {rows(session.seats, "Quiénes están")}
          {enterAll}
        </>
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
  if (seat.isVacant) return <StatusTag bare tone="unknown">Vacante</StatusTag>;
  if (stay) {
    return (
      <StatusTag bare tone="done">
        {howOf(stay)}, desde las {hourOf(stay.from)}
        {stay.person && stay.person !== seat.holder && `: ${stay.person}`}
      </StatusTag>
    );
  }
  return <StatusTag bare tone="unknown">{last?.to ? `Salió a las ${hourOf(last.to)}` : "Ausente"}</StatusTag>;
}

function Doings({ seat, presiding, act, onOther }: { seat: Seat; presiding?: string | null; act: Act; onOther: () => void }) {
  const enter = (isTelematic: boolean) => act([{ kind: "Enter", seat: seat.name, isTelematic, quality: seat.isActing ? "Acting" : "Holder" }]);
  const button = (label: string, onClick: () => void) => (
    <Button key={label} size="compact-md" variant="default" aria-label={`${label}: ${seat.name}`} onClick={onClick}>
      {label}
    </Button>
  );

  return (
    <div className="session__doings">
      {stayOf(seat)
        ? [
            button("Sale", () => act([{ kind: "Leave", seat: seat.name }])),
            button("Cambia", onOther),
            ...(presiding === seat.name ? [] : [button("Preside", () => act([{ kind: "Preside", seat: seat.name }]))]),
          ]
        : [button("Entra", () => enter(false)), button("Entra a distancia", () => enter(true)), button("Otra persona", onOther)]}
    </div>
  );
}
