import { Link } from "react-router";
import type { MenuEntry } from "../session/pages";

/** The link of an entry; at most one of the menu is the page a person is at. */
export function MenuLink({ entry, current, onClick }: { entry: MenuEntry; current: MenuEntry | undefined; onClick?: () => void }) {
  return (
    <Link to={entry.to} aria-current={entry === current ? "page" : undefined} onClick={onClick}>
      {entry.label}
    </Link>
  );
}
