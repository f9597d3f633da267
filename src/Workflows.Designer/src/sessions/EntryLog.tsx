import { Button, List } from "@mantine/core";
import { useState } from "react";
import { hourOf } from "../ui/dates";
import { sentenceOf, type Fact, type Written } from "./record";

const few = 10;

type Props = { entries: readonly Written[]; act?: (facts: readonly Fact[]) => void };

/** Everything that was written down, the last first. Nothing is taken away: a mistake is annulled and stays. */
export function EntryLog({ entries, act }: Props) {
  const [isWhole, setWhole] = useState(false);
  const latest = [...entries].reverse();
  const shown = isWhole ? latest : latest.slice(0, few);
  const find = (id: string) => entries.find((entry) => entry.id === id);
  if (entries.length === 0) return null;

  return (
    <details open>
      <summary>Lo registrado ({entries.length})</summary>
      <List size="sm" mt="xs">
        {shown.map((entry) => (
          <List.Item key={entry.id} mb="xs">
            {hourOf(entry.at)}. {sentenceOf(entry, find)}
            {entry.isVoided && <strong> Anulado.</strong>}
            {entry.uncounted && !entry.isRepeated && !entry.isVoided && <strong> No cuenta: {entry.uncounted}</strong>}
            {entry.recordedBy && <span className="session__who">Registró {entry.recordedBy}</span>}
            {act && !entry.isVoided && entry.kind !== "Void" && (
              <Button size="compact-md" variant="default" aria-label={`Anular: ${sentenceOf(entry, find)}`} onClick={() => act([{ kind: "Void", voids: entry.id }])}>
                Anular
              </Button>
            )}
          </List.Item>
        ))}
      </List>
      {latest.length > few && (
        <Button variant="subtle" onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Ver solo lo último" : `Ver los ${latest.length} registros`}
        </Button>
      )}
    </details>
  );
}
