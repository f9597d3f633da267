import { Checkbox, Table } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { WideTable } from "./WideTable";

/** A column as data: its head, what a row says there, and by what it may be ordered. */
export type Column<T> = {
  key: string;
  head: ReactNode;
  cell: (row: T) => ReactNode;
  /** What the server calls its order; a head with it is a button. */
  sort?: string;
  /** The cell that names the row. */
  names?: boolean;
  align?: "right";
  /** What can be done with the row: it stays in sight while the others are scrolled. */
  acts?: boolean;
};

/** Which rows are chosen, in words for each. */
export type Choosing<T> = { isChosen: (row: T) => boolean; label: (row: T) => string; canChoose?: (row: T) => boolean; onChoose: (row: T, isChosen: boolean) => void };

type Props<T> = {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** The order of now, as the server writes it: `-dueAt` is from the last to the first. */
  sort?: string;
  onSort?: (sort: string) => void;
  choosing?: Choosing<T>;
  minWidth?: string;
};

/** The order after a click on a head: its own, then turned around. */
export const nextSort = (now: string | undefined, wanted: string) => (now === wanted ? `-${wanted}` : wanted);

/** Rows with the same facts. Heads order, a first cell chooses, and on a phone each row is a card that keeps all its acts. */
export function DataTable<T>({ caption, columns, rows, keyOf, sort, onSort, choosing, minWidth = "48rem" }: Props<T>) {
  return (
    <WideTable caption={caption} minWidth={minWidth}>
      <Table.Thead>
        <Table.Tr>
          {choosing && (
            <Table.Th scope="col" w="2.5rem">
              Elegir
            </Table.Th>
          )}
          {columns.map((column) => (
            <Table.Th key={column.key} scope="col" ta={column.align} className={column.acts ? "wide-table__acts" : undefined} aria-sort={orderOf(column, sort)}>
              {column.sort && onSort ? (
                <button type="button" className="sort-button" onClick={() => onSort(nextSort(sort, column.sort!))}>
                  {column.head}
                  {sort === column.sort && <IconArrowUp aria-hidden size={14} stroke={1.75} />}
                  {sort === `-${column.sort}` && <IconArrowDown aria-hidden size={14} stroke={1.75} />}
                </button>
              ) : (
                column.head
              )}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={keyOf(row)} data-selected={choosing?.isChosen(row) || undefined}>
            {choosing && (
              <Table.Td className="wide-table__choose">
                <Checkbox
                  size="sm" aria-label={choosing.label(row)} checked={choosing.isChosen(row)} disabled={choosing.canChoose ? !choosing.canChoose(row) : false}
                  onChange={(event) => choosing.onChoose(row, event.currentTarget.checked)}
                />
              </Table.Td>
            )}
            {columns.map((column) =>
              column.names ? (
                <Table.Th key={column.key} scope="row">
                  {column.cell(row)}
                </Table.Th>
              ) : (
                <Table.Td key={column.key} ta={column.align} className={column.acts ? "wide-table__acts" : undefined}>
                  {column.cell(row)}
                </Table.Td>
              ),
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function orderOf<T>(column: Column<T>, sort: string | undefined) {
  if (!column.sort || !sort) return undefined;
  if (sort === column.sort) return "ascending" as const;
  return sort === `-${column.sort}` ? ("descending" as const) : undefined;
}
