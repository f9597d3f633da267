import { Link } from "react-router";
import type { MenuEntry } from "../session/pages";

type Props = { entry: MenuEntry; current: MenuEntry | undefined; describedBy?: string; onClick?: () => void };

/** The link of an entry; at most one of the menu is the page a person is at. */
export function MenuLink({ entry, current, describedBy, onClick }: Props) {
  return (
    <Link to={entry.to} aria-current={entry === current ? "page" : undefined} aria-describedby={describedBy} onClick={onClick}>
      {entry.label}
    </Link>
  );
}
