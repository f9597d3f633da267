import { IconMenu2, IconSearch, IconX } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Link } from "react-router";
import type { MenuEntry } from "../session/pages";
import { useSession } from "../session/session";
import { Bell } from "./Bell";
import type { MenuPart } from "./menu";
import { MenuGroup } from "./MenuGroup";
import { MenuLink } from "./MenuLink";
import { PersonMenu } from "./PersonMenu";
import { useOpen } from "./useOpen";

const Search = lazy(() => import("./Search"));

type Props = { parts: readonly MenuPart[]; current: MenuEntry | undefined };

/** One row over every page: the product's name, the pages this person uses, the search, what arrived and who one is. */
export function Menu({ parts, current }: Props) {
  const session = useSession();
  const menu = useOpen<HTMLDivElement>();
  const [asks, setAsks] = useState(0);
  const hasEntered = Boolean(session);

  useEffect(() => {
    if (!hasEntered) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setAsks((times) => times + 1);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hasEntered]);

  const searchButton = (className: string) => (
    <button
      type="button"
      className={className}
      onClick={() => {
        menu.setOpen(false);
        setAsks(asks + 1);
      }}
    >
      <IconSearch aria-hidden size={16} stroke={1.75} />
      Buscar <kbd>Ctrl K</kbd>
    </button>
  );

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="header__inner" ref={menu.area} onKeyDown={menu.onKeyDown}>
      {session && (
        <button
          type="button" ref={menu.button} className="header__burger" aria-expanded={menu.isOpen} aria-controls="menu" onClick={() => menu.setOpen(!menu.isOpen)}
        >
          {menu.isOpen ? <IconX aria-hidden size={20} stroke={1.75} /> : <IconMenu2 aria-hidden size={20} stroke={1.75} />}
          <span className="hidden-words">Menú</span>
        </button>
      )}
      <Link className="header__name" to="/">
        <Brand />
        <span>
          Flujos<small>Comités y PMG</small>
        </span>
      </Link>
      {session && (
        <nav id="menu" className={menu.isOpen ? "menu menu--open" : "menu"} aria-label="Principal">
          {searchButton("menu__search")}
          <ul>
            {parts.map((part) =>
              "entry" in part ? (
                <li key={part.entry.to}>
                  <MenuLink entry={part.entry} current={current} onClick={() => menu.setOpen(false)} />
                </li>
              ) : (
                <MenuGroup key={part.name} {...part} current={current} />
              ),
            )}
          </ul>
        </nav>
      )}
      {session && (
        <div className="header__end">
          {searchButton("header__search")}
          <Bell />
          <PersonMenu session={session} />
        </div>
      )}
      {session === null && (
        <div className="header__end">
          <Link className="header__enter" to="/ingresar">
            Ingresar
          </Link>
        </div>
      )}
      {session && asks > 0 && (
        <Suspense fallback={null}>
          <Search session={session} asks={asks} />
        </Suspense>
      )}
    </div>
  );
}

/** The product's mark: a step, a turn and an end. */
function Brand() {
  return (
    <svg className="header__mark" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" fill="#fff" />
      <path d="M11 9h4.5a4 4 0 0 1 4 4v4" fill="none" stroke="#0f69b4" strokeWidth="2.4" />
      <rect x="4" y="5" width="8" height="8" fill="#0f69b4" />
      <circle cx="19.5" cy="20" r="4" fill="#e22c2c" />
    </svg>
  );
}
