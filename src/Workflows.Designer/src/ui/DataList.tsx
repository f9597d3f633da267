import { NativeSelect } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Answer } from "./Answer";
import { Callout } from "./Callout";
import { DataTable, type Choosing, type Column } from "./DataTable";
import { EmptyState } from "./EmptyState";
import { Pages } from "./Pages";
import { SearchInput } from "./SearchInput";
import type { useFilters } from "./useFilters";

/** A filter as data: its name in the address, its words, and what may be chosen. */
type Filter = { name: string; label: string; /** It is chosen elsewhere on the page: here it only counts as narrowing the list. */ isElsewhere?: boolean; options: readonly { value: string; label: string }[] };

type Paged<T> = { items: T[]; number: number; size: number; total: number };

type Props<T> = {
  /** Names the list and its table. */
  caption: string;
  filters: ReturnType<typeof useFilters>;
  search?: string;
  narrowBy?: readonly Filter[];
  query: UseQueryResult<Paged<T>>;
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  choosing?: Choosing<T>;
  minWidth?: string;
  /** What an empty list means when nothing narrows it. */
  empty: string;
  /** Views of the list, above its filters. */
  views?: ReactNode;
  /** Between filters and rows: quick choices. */
  tools?: ReactNode;
  /** What can be done with the chosen rows. */
  bulk?: ReactNode;
};

/** A list with its filters, order and page in the address, so that a link and the way back show the same. */
export function DataList<T>({ caption, filters, search, narrowBy = [], query, columns, keyOf, choosing, minWidth, empty, views, tools, bulk }: Props<T>) {
  const names = [...(search ? ["search"] : []), ...narrowBy.map((filter) => filter.name)];
  const isNarrowed = names.some((name) => filters.of(name) !== "");
  const unknown = narrowBy.filter(({ name, options }) => filters.of(name) !== "" && !options.some((option) => option.value === filters.of(name)));

  const clear = () => filters.set(Object.fromEntries(names.map((name) => [name, ""])));
  const fields = narrowBy.filter((filter) => !filter.isElsewhere);

  return (
    <>
      {views}
      {unknown.length > 0 && (
        <div className="filters__gone">
          <Callout tone="unknown" title={`Este enlace pide algo que ya no existe en «${unknown.map((filter) => filter.label).join("», «")}»`}>
            <button type="button" className="link-button" onClick={clear}>
              Ver la lista sin ese filtro
            </button>
          </Callout>
        </div>
      )}
      {(search || fields.length > 0) && (
        <form className="filters" role="search" aria-label={`Filtrar: ${caption}`} onSubmit={(event) => event.preventDefault()}>
          {search && <SearchInput label={search} value={filters.of("search")} onSearch={(text) => filters.set({ search: text })} />}
          {fields.map(({ name, label, options }) => (
            <NativeSelect key={name} label={label} value={filters.of(name)} onChange={(event) => filters.set({ [name]: event.currentTarget.value })}>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
              {unknown.some((filter) => filter.name === name) && <option value={filters.of(name)}>Ya no existe</option>}
            </NativeSelect>
          ))}
        </form>
      )}
      {tools}
      <Answer query={query}>
        {(found) =>
          found.total === 0 ? (
            <EmptyState
              title={isNarrowed ? "Nada cumple con estos filtros" : empty}
              action={
                isNarrowed &&
                unknown.length === 0 && (
                  <button type="button" className="link-button" onClick={clear}>
                    Quitar filtros
                  </button>
                )
              }
            />
          ) : (
            <>
              <DataTable
                caption={caption} columns={columns} rows={found.items} keyOf={keyOf} choosing={choosing} minWidth={minWidth} sort={filters.of("sort") || undefined}
                onSort={(sort) => filters.set({ sort })}
              />
              {bulk}
              <Pages number={found.number} size={found.size} total={found.total} onTurn={(page) => filters.set({ page: String(page) })} />
            </>
          )
        }
      </Answer>
    </>
  );
}
