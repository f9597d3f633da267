import type { Session } from "../session/session";
import { menuGroups, type Feature, type MenuEntry, type MenuGroupName } from "../session/pages";
import type { Crumb } from "../ui/crumbs";

/** What fits in one row is not hidden behind a button. */
const mostInOneRow = 5;

/** A part of the menu: a link by itself, or several behind the name of their group. */
export type MenuPart = { entry: MenuEntry } | { name: MenuGroupName; entries: MenuEntry[] };

/** The menu of a person: a row of links while they are few, else by group. One's own work is never behind a button, and a group of one is its link. */
export function menuOf(features: readonly Feature[], session: Session): MenuPart[] {
  const entries = features.flatMap((feature) => feature.menu).filter((entry) => entry.isFor(session));
  const groups = menuGroups
    .map((name) => ({ name, entries: entries.filter((entry) => entry.group === name) }))
    .filter((group) => group.entries.length > 0);

  if (entries.length <= mostInOneRow) return groups.flatMap((group) => group.entries.map((entry) => ({ entry })));
  return groups.flatMap<MenuPart>((group) => (group.name === "Trabajo" || group.entries.length === 1 ? group.entries.map((entry) => ({ entry })) : [group]));
}

/** The entry a person's page is of: its own, or the nearest one above it. */
export function entryAt(entries: readonly MenuEntry[], pathname: string): MenuEntry | undefined {
  return entries
    .filter((entry) => pathname === entry.to || pathname.startsWith(`${entry.to}/`))
    .reduce<MenuEntry | undefined>((nearest, entry) => (nearest && nearest.to.length >= entry.to.length ? nearest : entry), undefined);
}

/** The way to a page by the menu: the group and the entry it is of. */
export function crumbsOf(entries: readonly MenuEntry[], pathname: string): Crumb[] {
  const entry = entryAt(entries, pathname);
  if (!entry || entry.to === pathname) return [];
  return [...(entry.group === "Trabajo" ? [] : [{ label: entry.group }]), { label: entry.label, to: entry.to }];
}
