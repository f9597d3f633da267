import { Button, Group, List, NativeSelect, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { DataTable } from "../ui/DataTable";
import { hourOf } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
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

  /** What a seat voted, or the means to say it. */
  function ballotOf(seat: Seat) {
    const cast = voteOf(seat.name);
    if (cast) {
      return (
        <>
          {cast.choice ? voteLabels[cast.choice] : ownMatter}
          {cast.reasons && <span className="session__who">«{cast.reasons}»</span>}
        </>
      );
    }
    if (!act) return "Sin voto";
    return (
      <NativeSelect
        aria-label={`Voto de ${seat.name} en el punto ${item.number}`} data={choices} value="" disabled={sent.some((entry) => entry.seat === seat.name)}
        onChange={(event) => vote(seat.name, event.currentTarget.value)}
      />
    );
  }

  const votes = (
    <DataTable
      caption={`Votos del punto ${item.number}`} minWidth="20rem" rows={shown} keyOf={(seat) => seat.name}
      columns={[
        { key: "seat", head: "Asiento", names: true, cell: (seat) => seat.name },
        { key: "vote", head: "Voto", cell: (seat) => ballotOf(seat) },
      ]}
    />
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
