import { Button } from "@mantine/core";
import type { Change } from "../draft/difference";

type Props = { changes: readonly Change[]; onGoTo?: (step: string) => void };

/** What differs between two versions, one thing a line, each with what it was and what it is. */
export function ChangeList({ changes, onGoTo }: Props) {
  if (changes.length === 0) return <p className="support designer__none">No hay diferencias: solo cuentan los pasos y lo que hacen, no dónde están dibujados.</p>;
  return (
    <ul className="change-list">
      {changes.map((change) => (
        <li key={`${change.kind} ${change.step} ${change.said}`} className={`change-list__one change-list__one--${change.kind}`}>
          <div>
            {change.said}
            {change.details.length > 0 && (
              <ul>
                {change.details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </div>
          {onGoTo && change.step && change.kind !== "removed" && (
            <Button variant="subtle" size="compact-sm" aria-label={`Ir al paso: ${change.said}`} onClick={() => onGoTo(change.step!)}>
              Ir al paso
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
