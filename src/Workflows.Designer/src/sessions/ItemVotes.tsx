import { Button, Group, List, NativeSelect, Stack, Table, Title } from "@mantine/core";
import { useState } from "react";
import { hourOf } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { allInFavour, foldedVotes, manySeats, outcomeLabels, ownMatter, voteLabels, type Entry, type Fact, type Item, type Seat } from "./record";
import { ReasonsDialog } from "./ReasonsDialog";

type Props = { item: Item; seats: readonly Seat[]; waiting: readonly Entry[]; act?: (facts: readonly Fact[]) => void };

const choices = [{ value: "", label: "Elige" }, ...Object.entries(voteLabels).map(([value, label]) => ({ value, label })), { value: "own", label: ownMatter }];

/** An item of the agenda: what each seat votes, and what that decides by the norm of the body. */
export function ItemVotes({ item, seats, waiting, act }: Props) {
  const [asking, setAsking] = useState<{ seat: string; choice?: "Against" }>();
  const sent = waiting.filter((entry) => entry.item === item.number);
  const voteOf = (seat: string) => item.votes.find((vote) => vote.seat === seat);
  const shown = seats.filter((seat) => voteOf(seat.name) || item.mayVote.includes(seat.name));
  const id = `punto-${item.number}`;

  function vote(seat: string, chosen: string) {
    if (chosen === "Against") setAsking({ seat, choice: "Against" });
    else if (chosen === "own") setAsking({ seat });
    else if (chosen) act?.([{ kind: "Vote", seat, item: item.number, choice: chosen as "For" | "Abstain" }]);
  }

  const votes = (
    <WideTable caption={`Votos del punto ${item.number}`} minWidth="20rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Asiento</Table.Th>
          <Table.Th scope="col">Voto</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map((seat) => {
          const cast = voteOf(seat.name);
          return (
            <Table.Tr key={seat.name}>
              <Table.Th scope="row">{seat.name}</Table.Th>
              <Table.Td>
                {cast ? (
                  <>
                    {cast.choice ? voteLabels[cast.choice] : ownMatter}
                    {cast.reasons && <span className="session__who">«{cast.reasons}»</span>}
                  </>
                ) : act ? (
                  <NativeSelect
                    aria-label={`Voto de ${seat.name} en el punto ${item.number}`}
                    data={choices}
                    value=""
                    disabled={sent.some((entry) => entry.seat === seat.name)}
                    onChange={(event) => vote(seat.name, event.currentTarget.value)}
                  />
                ) : (
                  "Sin voto"
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </WideTable>
  );

  return (
    <section aria-labelledby={id} className="session__item">
      <Stack gap="sm">
        <Title order={3} size="h4" id={id}>
          {item.number}. {item.title}
        </Title>
        {item.outcome ? (
          <StatusTag bare tone={item.outcome === "Approved" ? "done" : "soon"}>
            {item.isUnanimous ? "Acuerdo unánime, sin votación" : outcomeLabels[item.outcome]}
            {item.at && ` (${hourOf(item.at)})`}
          </StatusTag>
        ) : (
          <StatusTag bare tone="unknown">Sin decisión registrada</StatusTag>
        )}
        {item.lines.length > 0 && <p>{item.lines.map((line) => line.text).join(" ")}</p>}
        {item.problems.length > 0 && (
          <List className="session__problems">
            {item.problems.map((problem) => (
              <List.Item key={problem}>Antes de cerrar: {problem}</List.Item>
            ))}
          </List>
        )}
        {act && sent.length === 0 && item.mayVote.length > 0 && !item.isUnanimous && (
          <Group gap="xs">
            <Button variant="default" aria-label={`Todos los presentes a favor: punto ${item.number}`} onClick={() => act(allInFavour(item))}>
              Todos los presentes a favor
            </Button>
            {item.votes.length === 0 && (
              <Button variant="default" aria-label={`Unánime, sin votación: punto ${item.number}`} onClick={() => act([{ kind: "Unanimous", item: item.number }])}>
                Unánime, sin votación
              </Button>
            )}
          </Group>
        )}
        {sent.length > 0 && <StatusTag bare tone="unknown">Enviando…</StatusTag>}
        {shown.length > manySeats && !item.isUnanimous && (
          <details>
            <summary>{foldedVotes(item, shown.length)}</summary>
            {votes}
          </details>
        )}
        {shown.length > 0 && shown.length <= manySeats && !item.isUnanimous && votes}
      </Stack>
      {asking && act && (
        <ReasonsDialog
          title={`${asking.seat}: ${(asking.choice ? voteLabels[asking.choice]! : ownMatter).toLowerCase()}`}
          onConfirm={(reasons) => {
            act([{ kind: "Vote", seat: asking.seat, item: item.number, ...(asking.choice && { choice: asking.choice }), ...(reasons && { reasons }) }]);
            setAsking(undefined);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}
