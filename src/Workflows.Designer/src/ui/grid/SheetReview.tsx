import { Button, Group, Stack } from "@mantine/core";
import { Callout } from "../Callout";
import { DataTable } from "../DataTable";
import { Dialog } from "../Dialog";
import { StatusTag, type Tone } from "../StatusTag";
import type { Row } from "./columns";
import { summaryOf, type Difference, type RowChange } from "./difference";

type Props = { file: string; difference: Difference | { refusal: string }; onTake: (rows: Row[]) => void; onClose: () => void };

const kinds: Record<Exclude<RowChange["kind"], "same">, [Tone, string]> = { changed: ["soon", "Cambia"], added: ["onTime", "Se agrega"], removed: ["late", "Se quita"] };
const mostProblems = 20;

/** What a sheet that came back would change, row by row. Nothing is changed until somebody says so. */
export function SheetReview({ file, difference, onTake, onClose }: Props) {
  if ("refusal" in difference) {
    return (
      <Dialog title={`La planilla «${file}» no sirve así`} onClose={onClose}>
        <p>{difference.refusal}</p>
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose}>Volver</Button>
        </Group>
      </Dialog>
    );
  }

  const { changes, problems, rows } = difference;
  const shown = changes.filter((change) => change.kind !== "same").map((change, i) => ({ ...change, key: String(i) }));
  return (
    <Dialog title={`Lo que cambia con «${file}»`} isWide onClose={onClose}>
      <Stack gap="sm">
        <p>{summaryOf(changes)}</p>
        {problems.length > 0 && (
          <Callout tone="late" title={problems.length === 1 ? "Una celda no se pudo leer y queda como está" : `${problems.length} celdas no se pudieron leer y quedan como están`}>
            <ul className="grid__problems">
              {problems.slice(0, mostProblems).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
              {problems.length > mostProblems && <li>Y {problems.length - mostProblems} más.</li>}
            </ul>
          </Callout>
        )}
        {shown.length > 0 && (
          <DataTable
            caption="Filas que cambian" minWidth="30rem" rows={shown} keyOf={(change) => change.key}
            columns={[
              { key: "row", head: "Fila", names: true, cell: (change) => change.title },
              { key: "kind", head: "Qué pasa", cell: (change) => <Kind kind={change.kind} /> },
              {
                key: "cells", head: "Celdas",
                cell: (change) => (
                  <ul className="grid__cells">
                    {change.kind !== "removed" &&
                      change.cells.map((cell) => (
                        <li key={cell.label}>
                          <b>{cell.label}:</b> {change.kind === "changed" && <>{cell.before || "en blanco"} → </>}
                          {cell.after || "en blanco"}
                        </li>
                      ))}
                  </ul>
                ),
              },
            ]}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Volver sin cambiar
          </Button>
          <Button disabled={shown.length === 0} onClick={() => onTake(rows)}>
            Aplicar los cambios
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Kind({ kind }: { kind: RowChange["kind"] }) {
  if (kind === "same") return null;
  const [tone, words] = kinds[kind];
  return (
    <StatusTag bare tone={tone}>
      {words}
    </StatusTag>
  );
}
