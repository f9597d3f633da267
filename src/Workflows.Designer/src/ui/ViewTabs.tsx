import { Button, TextInput } from "@mantine/core";
import { IconBookmarkPlus } from "@tabler/icons-react";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { CommandDialog } from "./CommandDialog";
import { rove, tabIndexOf } from "./roving";
import "./view-tabs.css";

/** A view of a list: what its address says, and how many it has where that is known. */
export type View = { label: string; address: string; count?: number };

type Props = {
  /** Names the list, for the server that keeps its views. */
  list: string;
  /** Those that everybody has; the first one is the whole list. */
  fixed: readonly View[];
  /** The address of the view that is open, without its page. */
  address: string;
  /** How many a kept view has: the beginning of the key of its question, and the question. */
  counting?: { key: string; ask: (address: URLSearchParams, signal: AbortSignal) => Promise<number> };
};

/** Views of a list as tabs with their counts, one stop of the keyboard: those of everybody, and those that this person keeps under a name. */
export function ViewTabs({ list, fixed, address, counting }: Props) {
  const { pathname } = useLocation();
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState("");
  const kept = useQuery({
    queryKey: ["/api/saved-filters", list], queryFn: ({ signal }) => answerOf(api.GET("/api/saved-filters/{list}", { params: { path: { list } }, signal })),
  });
  const counts = useQueries({
    queries: (counting ? (kept.data ?? []) : []).map((view) => ({
      queryKey: [counting!.key, "count", list, view.query], queryFn: ({ signal }: { signal: AbortSignal }) => counting!.ask(new URLSearchParams(view.query), signal), staleTime: 60_000,
    })),
  });
  const save = useCommand((name: string) => answerOf(api.PUT("/api/saved-filters/{list}/{name}", { params: { path: { list, name } }, body: { query: address } })), {
    changes: "savedFilters",
    onDone: () => {
      setName("");
      setNaming(false);
    },
  });
  const remove = useCommand((name: string) => answerOf(api.DELETE("/api/saved-filters/{list}/{name}", { params: { path: { list, name } } })), { changes: "savedFilters" });

  const own = (kept.data ?? []).map((view, i): View => ({ label: view.name, address: view.query, count: counts[i]?.data }));
  const all = [...fixed, ...own];
  const open = all.findIndex((view) => isSameView(view.address, address));
  const openOwn = open >= fixed.length ? all[open] : undefined;

  return (
    <div className="views">
      {/* The arrows go from link to link. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <nav aria-label="Vistas" onKeyDown={rove}>
        <ul>
          {all.map((view, i) => (
            <li key={`${i < fixed.length} ${view.label}`}>
              <Link to={`${pathname}?${view.address}`} aria-current={i === open ? "true" : undefined} tabIndex={tabIndexOf(i === open, i, open >= 0)}>
                {view.label} {view.count !== undefined && <span className="views__count">{view.count}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {open < 0 && (
        <Button variant="subtle" size="compact-md" leftSection={<IconBookmarkPlus aria-hidden size={16} stroke={1.75} />} onClick={() => setNaming(true)}>
          Guardar vista
        </Button>
      )}
      {openOwn && (
        <Button variant="subtle" size="compact-md" loading={remove.isPending} aria-label={`Borrar la vista ${openOwn.label}`} onClick={() => remove.mutate(openOwn.label)}>
          Borrar vista
        </Button>
      )}
      {isNaming && (
        <CommandDialog title="Guardar esta vista" command={save} submit="Guardar vista" blockedBy={name.trim() === "" ? "Falta el nombre." : undefined} onSubmit={() => save.mutate(name.trim())} onClose={() => setNaming(false)}>
          {(errorOf) => (
            <TextInput
              label="Nombre de la vista" description="Queda en tus pestañas, con sus filtros y su orden." maxLength={60} value={name} data-autofocus error={errorOf("name") ?? errorOf("query")}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </CommandDialog>
      )}
    </div>
  );
}

/** The same filters, in whatever order they were written. */
export function isSameView(one: string, other: string): boolean {
  const sorted = (address: string) => [...new URLSearchParams(address)].filter(([, value]) => value !== "").map((pair) => pair.join("=")).toSorted().join("&");
  return sorted(one) === sorted(other);
}
