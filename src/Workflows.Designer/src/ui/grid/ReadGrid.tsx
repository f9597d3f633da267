import { IconMessage } from "@tabler/icons-react";
import { Fragment, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { StatusTag, type Tone } from "../StatusTag";
import { cellsThatFit, groupsOf, isAskedIn, widthOfCell, type GridColumn, type Grouping, type Row } from "./columns";
import "./grid.css";
import { GroupRow } from "./GroupRow";
import { useRoom } from "./useRoom";

/** A row to read: what it says, what it said before when that is compared, and its place in what was handed in. */
export type ReadRow = { index: number; row: Row; before?: Row; kind?: "same" | "changed" | "added" | "removed" };

/** What is remarked of cells while they are read. */
type Remarking = { countOf: (index: number, column: string) => number; onRemark: (index: number, column: string) => void };

type Props = { label: string; columns: readonly GridColumn[]; rows: readonly ReadRow[]; grouping?: Grouping; remarking?: Remarking };

const kinds: Record<NonNullable<ReadRow["kind"]>, [Tone, string] | undefined> = {
  same: undefined, changed: ["soon", "Cambió"], added: ["onTime", "Nueva"], removed: ["unknown", "Ya no está"],
};

/**
 * The rows of a table as somebody else reads them: all of them, cell by cell, what is long below its row, what changed with what it was.
 * Where cells may be remarked, it is one stop of the keyboard: arrows go from cell to cell and Enter remarks.
 */
export function ReadGrid({ label, columns, rows, grouping, remarking }: Props) {
  const whole = useRef<HTMLDivElement>(null);
  const room = useRoom(whole);
  const [active, setActive] = useState<string>();
  const cells = useMemo(() => cellsThatFit(columns, room, grouping), [columns, room, grouping]);
  const rest = columns.filter((column) => !cells.includes(column) && column.id !== grouping?.by);
  const groups = groupsOf(columns, rows.map((one) => one.row), grouping);
  const order = groups.flatMap((group) => group.indexes).map((i) => rows[i]!);
  const first = order[0] && cells[0] ? `${order[0].index} ${cells[0].id}` : undefined;

  function move(event: KeyboardEvent) {
    const at = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]");
    if (!at || !remarking || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...(whole.current?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])];
    const row = [...(at.closest("tbody")?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])];
    const beside = (step: number) => all[all.indexOf(at) + step];
    const vertical = (step: number) => {
      const bodies = [...(whole.current?.querySelectorAll("tbody:has([data-cell])") ?? [])];
      const next = bodies[bodies.indexOf(at.closest("tbody")!) + step]?.querySelectorAll<HTMLElement>("[data-cell]");
      return next?.[Math.min(row.indexOf(at), next.length - 1)];
    };
    const going = { ArrowRight: () => beside(1), ArrowLeft: () => beside(-1), ArrowDown: () => vertical(1), ArrowUp: () => vertical(-1), Home: () => row[0], End: () => row.at(-1) }[event.key];
    if (going) {
      event.preventDefault();
      going()?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      remark(at);
    }
  }

  function remark(cell: HTMLElement) {
    const [index, column] = cell.dataset.cell!.split(" ");
    remarking?.onRemark(Number(index), column!);
  }

  /** What makes a cell one that can be chosen, when cells can be remarked. */
  function chosen(one: ReadRow, column: GridColumn) {
    if (!remarking || one.kind === "removed") return {};
    const id = `${one.index} ${column.id}`;
    return {
      "data-cell": id, tabIndex: (active ?? first) === id ? 0 : -1, onFocus: () => setActive(id),
      onClick: (event: { currentTarget: HTMLElement }) => remark(event.currentTarget),
    };
  }

  const cellOf = (one: ReadRow, column: GridColumn): ReactNode => {
    const now = isAskedIn(column, one.row) ? column.text(one.row[column.id]) : "";
    const before = one.before && isAskedIn(column, one.before) ? column.text(one.before[column.id]) : "";
    const count = remarking?.countOf(one.index, column.id) ?? 0;
    return (
      <>
        {now || "—"}
        {one.kind === "changed" && before !== now && <span className="grid__before">antes: {before || "en blanco"}</span>}
        {count > 0 && (
          <span className="grid__remarked">
            <IconMessage aria-hidden size={14} stroke={1.75} /> {count}
            <span className="hidden-words">{count === 1 ? " observación" : " observaciones"}</span>
          </span>
        )}
      </>
    );
  };
  const role = remarking ? ({ role: "gridcell" } as const) : {};

  return (
    <div ref={whole} className={remarking ? "grid grid--remarked" : "grid"}>
      {/* The keys are those of the cells that can be remarked; without them it is a table to read. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table className="grid__table grid__table--read" role={remarking ? "grid" : undefined} aria-label={label} onKeyDown={move}>
        <thead>
          <tr>
            <th scope="col" className="grid__number">
              N°
            </th>
            {cells.map((column) => (
              <th key={column.id} scope="col" className={column.kind === "number" ? "grid__right" : undefined} style={column.names ? undefined : { width: `${widthOfCell(column)}rem` }}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <Fragment key={group.value}>
            {grouping && <GroupRow label={group.label} rows={group.indexes.map((i) => rows[i]!).filter((one) => one.kind !== "removed").map((one) => one.row)} cells={cells} sum={grouping.sum} />}
            {group.indexes.map((i) => {
              const one = rows[i]!;
              const mark = one.kind && kinds[one.kind];
              const below = rest.filter((column) => [one.row, one.before ?? {}].some((row) => column.text(row[column.id]) !== ""));
              return (
                <tbody key={i} className={one.kind === "removed" ? "grid__removed" : undefined}>
                  <tr>
                    <td {...role} className="grid__number">
                      {one.kind === "removed" ? "—" : one.index + 1}
                    </td>
                    {cells.map((column) => (
                      <td key={column.id} {...role} data-column={column.names ? undefined : column.label} className={column.kind === "number" ? "grid__right" : undefined} {...chosen(one, column)}>
                        {cellOf(one, column)}
                        {column.names && mark && (
                          <span className="grid__mark">
                            <StatusTag bare tone={mark[0]}>
                              {mark[1]}
                            </StatusTag>
                          </span>
                        )}
                      </td>
                    ))}
                  </tr>
                  {below.length > 0 && (
                    <tr className="grid__below">
                      <td {...role} />
                      <td {...role} colSpan={cells.length}>
                        <dl>
                          {below.map((column) => (
                            <div key={column.id} className={column.isLong ? "grid__long" : undefined}>
                              <dt>{column.label}</dt>
                              <dd>
                                {remarking && one.kind !== "removed" ? (
                                  <span role="button" className="grid__part" {...chosen(one, column)}>
                                    {cellOf(one, column)}
                                  </span>
                                ) : (
                                  cellOf(one, column)
                                )}
                              </dd>
                            </div>
                          ))}
                        </dl>
                      </td>
                    </tr>
                  )}
                </tbody>
              );
            })}
          </Fragment>
        ))}
      </table>
    </div>
  );
}
