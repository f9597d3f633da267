import { Button } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconHistory, IconPlus } from "@tabler/icons-react";
import { Fragment, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from "react";
import { spanish } from "../numbers";
import { StatusShape, StatusTag } from "../StatusTag";
import { cellsThatFit, groupsOf, isAskedIn, nameOf, sumOf, unansweredIn, widthOfCell, type GridColumn, type Grouping, type Row } from "./columns";
import "./grid.css";
import { GridCell } from "./GridCell";
import { GroupRow } from "./GroupRow";
import { moveOf } from "./moves";
import { isSheet, pasteAt } from "./paste";
import { SheetButtons } from "./SheetButtons";
import { usualRoom, useRoom } from "./useRoom";

type Said = { message: string; blocks: boolean };

type Props = {
  /** Names the table. */
  label: string;
  columns: readonly GridColumn[];
  rows: readonly Row[];
  /** The place of the table in what is sent: `answers.indicadores`. */
  place: string;
  maxRows: number;
  /** Whether rows are added and taken away at all. */
  canAdd?: boolean;
  addLabel?: string;
  grouping?: Grouping;
  /** What is wrong with a cell. */
  saidOf?: (index: number, column: string) => Said | undefined;
  /** The named columns of a row as questions: what has no cell, or on a phone all of them. */
  questions: (index: number, columns: ReadonlySet<string>) => ReactNode;
  /** Rows of elsewhere that may come into what is still blank. */
  bring?: { label: string; whence: string; take: () => { rows: readonly Row[]; count: number } };
  onChange: (rows: Row[]) => void;
};

/** Narrower than this a row is a card: cells would be too small to write in. */
const narrowest = 40;
const mostOpened = 30;

/**
 * A table to write in like a sheet: a cell each, Enter down, Tab on, arrows, and blocks pasted from a sheet. What has no room stands in the
 * expanded part of its row. On a phone each row is a card that opens. It never changes the order of the rows, also when it shows them in groups.
 */
export function EditableGrid({ label, columns, rows, place, maxRows, canAdd = true, addLabel = "Agregar fila", grouping, saidOf, questions, bring, onChange }: Props) {
  const whole = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const room = useRoom(whole);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => needing(rows));
  /** Rows that have to be expanded to be answered, while they are few enough to read. */
  function needing(all: readonly Row[]): ReadonlySet<number> {
    const inCells = cellsThatFit(columns, usualRoom, grouping);
    const below = columns.filter((column) => isAskedBelow(column, inCells));
    const found = unansweredIn(all, below);
    return new Set(found.length <= mostOpened ? found : []);
  }
  const [told, setTold] = useState<{ words: string; isRefusal?: boolean; problems?: string[]; before?: readonly Row[] }>();
  const toFocus = useRef<string>(undefined);
  const lastFocus = useRef<string>(undefined);
  // What cells call later sees the rows of now, so that a cell is drawn anew only when it changed.
  const latest = useRef({ rows, onChange });
  useLayoutEffect(() => {
    latest.current = { rows, onChange };
  });

  const isNarrow = room < narrowest;
  const cells = useMemo(() => cellsThatFit(columns, room, grouping), [columns, room, grouping]);
  const rest = useMemo(() => columns.filter((column) => isAskedBelow(column, cells)), [columns, cells]);
  const groups = groupsOf(columns, rows, grouping);
  const order = groups.flatMap((group) => group.indexes);
  const everything = useMemo(() => new Set(columns.map((column) => column.id)), [columns]);
  const others = useMemo(() => new Set(rest.map((column) => column.id)), [rest]);

  // A row that changed its group was moved: what had the focus in it keeps it.
  const wholeOrder = order.join();
  useLayoutEffect(() => {
    if (document.activeElement === document.body && lastFocus.current) document.getElementById(lastFocus.current)?.focus();
  }, [wholeOrder]);

  // Whoever adds a row goes on writing in it.
  useEffect(() => {
    if (toFocus.current === undefined) return;
    const wanted = document.getElementById(toFocus.current);
    toFocus.current = undefined;
    (wanted?.matches("input, select, textarea") ? wanted : (wanted?.querySelector<HTMLElement>("input, select, textarea") ?? wanted))?.focus();
  });

  const setCell = useCallback(
    (index: number, column: string, value: unknown) => {
      setTold(undefined);
      latest.current.onChange(latest.current.rows.map((row, i) => (i === index ? { ...row, [column]: value } : row)));
    },
    [],
  );

  function insert(index: number, row: Row) {
    toFocus.current = `${place}[${index}]`;
    setOpen(new Set([...[...open].map((i) => (i >= index ? i + 1 : i)), index]));
    setTold({ words: `Se agregó la fila ${index + 1}.` });
    onChange([...rows.slice(0, index), row, ...rows.slice(index)]);
  }

  function remove(index: number) {
    setOpen(new Set([...open].filter((i) => i !== index).map((i) => (i > index ? i - 1 : i))));
    setTold({ words: `Se quitó la fila ${index + 1}.`, before: rows });
    onChange(rows.filter((_, i) => i !== index));
    // The button that was pressed is gone: reading goes on where rows are added.
    add.current?.focus();
  }

  function toggle(index: number) {
    setOpen(new Set(open.has(index) ? [...open].filter((i) => i !== index) : [...open, index]));
  }

  function move(event: KeyboardEvent) {
    const field = event.target as HTMLElement;
    const at = field.closest<HTMLElement>("[data-cell]");
    if (!at || !field.matches("input, select, textarea")) return;
    const going = moveOf(event, field);
    if (!going) return;
    event.preventDefault();
    if (going === "out") return (add.current ?? whole.current)?.focus();
    const [index, column] = placeOf(at);
    const columnAt = cells.findIndex((one) => one.id === column);
    for (let steps = 1; steps <= Math.max(rows.length, cells.length); steps++) {
      const row = order[order.indexOf(index) + going.rows * steps];
      const cell = cells[columnAt + going.cells * steps];
      if (row === undefined || !cell) return;
      const next = document.getElementById(`${place}[${row}].${cell.id}`);
      if (next?.matches("input, select, textarea")) {
        next.focus();
        if (next instanceof HTMLTextAreaElement || (next instanceof HTMLInputElement && next.type !== "date")) next.select();
        return;
      }
    }
  }

  function paste(event: ClipboardEvent) {
    const at = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]");
    const text = event.clipboardData.getData("text/plain");
    if (!at || !isSheet(text)) return;
    event.preventDefault();
    const [index, column] = placeOf(at);
    const fresh = grouping ? { [grouping.by]: rows[index]?.[grouping.by] } : {};
    const done = pasteAt(text, { columns: cells, rows, order, at: { index, column }, maxRows, canAdd, fresh });
    if ("refusal" in done) return setTold({ words: done.refusal, isRefusal: true });
    const added = done.added === 0 ? "" : done.added === 1 ? ", 1 de ellas nueva" : `, ${done.added} de ellas nuevas`;
    setTold({ words: `${done.pasted === 1 ? "Se pegó 1 fila" : `Se pegaron ${done.pasted} filas`}${added}.`, problems: done.problems, before: rows });
    setOpen(new Set([...open, ...needing(done.rows)]));
    onChange(done.rows);
  }

  function bringRows({ take, whence }: NonNullable<typeof bring>) {
    const { rows: all, count } = take();
    if (count === 0) return setTold({ words: `No vino ninguna fila ${whence}: ya están escritas.` });
    setTold({ words: `${count === 1 ? "Vino 1 fila" : `Vinieron ${count} filas`} ${whence}. Revisa cada una.`, before: rows });
    setOpen(new Set([...open, ...needing(all)]));
    onChange([...all]);
  }

  function undo(before: readonly Row[]) {
    setTold({ words: "Todo quedó como antes." });
    onChange([...before]);
  }

  const isOpen = (index: number) => open.has(index) || rest.some((column) => saidOf?.(index, column.id));
  const acts = (index: number) =>
    canAdd && (
      <div className="grid__acts">
        <Button variant="default" size="compact-md" disabled={rows.length >= maxRows} onClick={() => insert(index + 1, { ...rows[index] })}>
          Copiar fila {index + 1}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => remove(index)}>
          Quitar fila {index + 1}
        </Button>
      </div>
    );
  const unanswered = new Set(unansweredIn(rows, isNarrow ? columns : rest));
  const hasMore = rest.length > 0 || canAdd;
  const parts = { columns, rows, place, unanswered };

  return (
    <div ref={whole} className="grid" tabIndex={-1} onFocus={(event) => (lastFocus.current = event.target.id)}>
      {isNarrow ? (
        <Cards
          {...parts} groups={groups} grouping={grouping} isOpen={(index) => open.has(index) || columns.some((column) => saidOf?.(index, column.id))} onToggle={toggle}
          questions={(index) => questions(index, everything)} acts={acts}
        />
      ) : (
        rows.length > 0 && (
          <>
            <p className="support grid__hint">Escribe en la celda: Entrar baja, Tab avanza y Escape sale. También puedes pegar celdas de una planilla.</p>
            <table className="grid__table" role="grid" aria-label={label} aria-rowcount={rows.length + 1} onKeyDown={move} onPaste={paste}>
              <thead>
                <tr role="row">
                  <th scope="col" className="grid__number">
                    N°
                  </th>
                  {cells.map((column) => (
                    <th key={column.id} scope="col" className={column.kind === "number" ? "grid__right" : undefined} style={column.names ? undefined : { width: `${widthOfCell(column)}rem` }}>
                      {column.label}
                      {column.isRequired && <span aria-hidden="true"> *</span>}
                    </th>
                  ))}
                  {hasMore && (
                    <th scope="col" className="grid__more">
                      <span className="hidden-words">Más de la fila</span>
                    </th>
                  )}
                </tr>
              </thead>
              {groups.map((group) => (
                <Fragment key={group.value}>
                  {grouping && <GroupRow label={group.label} rows={group.indexes.map((i) => rows[i]!)} cells={cells} sum={grouping.sum} hasMore={hasMore} />}
                  {group.indexes.map((index) => {
                    const row = rows[index]!;
                    const said = columns.map((column) => ({ column, said: saidOf?.(index, column.id) })).filter((one) => one.said && cells.includes(one.column));
                    return (
                      <tbody key={index} id={`${place}[${index}]`} tabIndex={-1} aria-label={nameOf(columns, row, index)}>
                        <tr role="row" aria-rowindex={order.indexOf(index) + 2}>
                          <td role="gridcell" className="grid__number">
                            {index + 1}
                          </td>
                          {cells.map((column) => {
                            const id = `${place}[${index}].${column.id}`;
                            return (
                              <td key={column.id} role="gridcell" data-cell={`${index} ${column.id}`} className={column.kind === "number" ? "grid__right" : undefined}>
                                <GridCell
                                  column={column} value={row[column.id]} id={id} index={index} label={`${column.label}, fila ${index + 1}`}
                                  isFixed={column.isFixed?.(index) ?? false} isAsked={isAskedIn(column, row)} saidBy={saidOf?.(index, column.id) ? `${id}:said` : undefined} onChange={setCell}
                                />
                                {column.names &&
                                  said.map((one) => (
                                    <div key={one.column.id} id={`${place}[${index}].${one.column.id}:said`} className="grid__said">
                                      <StatusTag bare tone={one.said!.blocks ? "late" : "soon"}>
                                        {one.said!.message}
                                      </StatusTag>
                                    </div>
                                  ))}
                              </td>
                            );
                          })}
                          {hasMore && (
                            <td role="gridcell" className="grid__more">
                              <button type="button" className="grid__toggle" aria-expanded={isOpen(index)} aria-label={`Más de la fila ${index + 1}${unanswered.has(index) ? ", falta responder" : ""}`} onClick={() => toggle(index)}>
                                {!isOpen(index) && unanswered.has(index) && <Unanswered />}
                                {isOpen(index) ? <IconChevronUp aria-hidden size={16} stroke={1.75} /> : <IconChevronDown aria-hidden size={16} stroke={1.75} />}
                              </button>
                            </td>
                          )}
                        </tr>
                        {isOpen(index) && hasMore && (
                          <tr role="row" className="grid__expanded">
                            <td role="gridcell" colSpan={cells.length + 2}>
                              {rest.length > 0 && questions(index, others)}
                              {acts(index)}
                            </td>
                          </tr>
                        )}
                      </tbody>
                    );
                  })}
                </Fragment>
              ))}
            </table>
          </>
        )
      )}
      <div role="status" className="grid__told">
        {told && !told.isRefusal && (
          <>
            {told.words}{" "}
            {told.before && (
              <button type="button" className="link-button" onClick={() => undo(told.before!)}>
                Deshacer
              </button>
            )}
          </>
        )}
      </div>
      {told && (told.isRefusal || (told.problems?.length ?? 0) > 0) && (
        <div role="alert" className="grid__refused">
          {told.isRefusal ? told.words : `${told.problems!.slice(0, mostProblems).join(" ")}${told.problems!.length > mostProblems ? ` Y ${told.problems!.length - mostProblems} más.` : ""} Esas celdas quedaron como estaban.`}
        </div>
      )}
      <div className="grid__foot">
        {canAdd && (
          <Button ref={add} variant="default" leftSection={<IconPlus aria-hidden size={16} stroke={1.75} />} disabled={rows.length >= maxRows} onClick={() => insert(rows.length, {})}>
            {addLabel}
          </Button>
        )}
        {bring && (
          <Button variant="default" leftSection={<IconHistory aria-hidden size={16} stroke={1.75} />} onClick={() => bringRows(bring)}>
            {bring.label}
          </Button>
        )}
        <SheetButtons
          label={label} columns={columns} rows={rows} maxRows={maxRows} canAdd={canAdd}
          onTake={(taken) => {
            setOpen(needing(taken));
            setTold({ words: "Se aplicaron los cambios de la planilla.", before: rows });
            onChange(taken);
          }}
        />
      </div>
    </div>
  );
}

const mostProblems = 5;

/** What has no cell, and what its cell only shows: somebody chosen by name. */
const isAskedBelow = (column: GridColumn, inCells: readonly GridColumn[]) => !inCells.includes(column) || column.kind === "other";

/** That something below has to be answered; its button says so in words. */
function Unanswered() {
  return (
    <span className="grid__unanswered">
      <StatusShape tone="soon" size={14} />
    </span>
  );
}

function placeOf(cell: HTMLElement): [number, string] {
  const [index, column] = cell.dataset.cell!.split(" ");
  return [Number(index), column!];
}

type CardsProps = {
  columns: readonly GridColumn[];
  rows: readonly Row[];
  place: string;
  groups: ReturnType<typeof groupsOf>;
  grouping?: Grouping;
  unanswered: ReadonlySet<number>;
  isOpen: (index: number) => boolean;
  onToggle: (index: number) => void;
  questions: (index: number) => ReactNode;
  acts: (index: number) => ReactNode;
};

/** Where there is no room for cells: what a row says in two lines, and its questions when it is opened. */
function Cards({ columns, rows, place, unanswered, groups, grouping, isOpen, onToggle, questions, acts }: CardsProps) {
  return (
    <div className="grid__cards">
      {groups.map((group) => (
        <Fragment key={group.value}>
          {grouping && (
            <p className="grid__card-group">
              {group.label}
              {grouping.sum && <span>{spanish(sumOf(group.indexes.map((i) => rows[i]!), grouping.sum))}</span>}
            </p>
          )}
          {group.indexes.map((index) => {
            const row = rows[index]!;
            const name = nameOf(columns, row, index);
            const facts = columns.filter((column) => !column.names && !column.isLong && column.id !== grouping?.by && isAskedIn(column, row) && column.text(row[column.id]) !== "");
            return (
              <div key={index} id={`${place}[${index}]`} tabIndex={-1} role="group" aria-label={name} className="grid__card">
                <div className="grid__card-head">
                  <strong>{name}</strong>
                  <Button variant="default" size="compact-md" aria-expanded={isOpen(index)} aria-label={`${isOpen(index) ? "Cerrar" : "Editar"} fila ${index + 1}`} onClick={() => onToggle(index)}>
                    {isOpen(index) ? "Cerrar" : "Editar"}
                  </Button>
                </div>
                {isOpen(index) ? (
                  <>
                    {questions(index)}
                    {acts(index)}
                  </>
                ) : (
                  <p className="support">
                    {unanswered.has(index) && (
                      <>
                        <StatusTag bare tone="soon">
                          Falta responder
                        </StatusTag>{" "}
                      </>
                    )}
                    {facts.map((column) => `${column.label}: ${column.text(row[column.id])}`).join(" · ") || (unanswered.has(index) ? "" : "Sin responder")}
                  </p>
                )}
              </div>
            );
          })}
        </Fragment>
      ))}
    </div>
  );
}
