import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useLocation } from "react-router";
import type { MenuEntry } from "../session/pages";
import { MenuLink } from "./MenuLink";

/** Several links behind the name of their group: opened by click, Enter or space; closed by Escape, by leaving it or by going on. */
export function MenuGroup({ name, entries, current }: { name: string; entries: readonly MenuEntry[]; current: MenuEntry | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const [group, button, list] = [useRef<HTMLLIElement>(null), useRef<HTMLButtonElement>(null), useId()];
  const { pathname } = useLocation();

  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (!group.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [isOpen, group]);

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== "Escape" || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  }

  return (
    // The keyboard is listened to from around the button and its list; what is pressed is always one of them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className="menu__group" ref={group} onKeyDown={closeOnEscape}>
      <button
        type="button"
        ref={button}
        className={current && entries.includes(current) ? "menu__name menu__name--current" : "menu__name"}
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
        <span aria-hidden="true" className="menu__arrow" />
      </button>
      <ul id={list} hidden={!isOpen} className="menu__list">
        {entries.map((entry) => (
          <li key={entry.to}>
            <MenuLink entry={entry} current={current} onClick={() => setOpen(false)} />
          </li>
        ))}
      </ul>
    </li>
  );
}
