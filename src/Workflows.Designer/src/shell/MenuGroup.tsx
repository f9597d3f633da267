import { IconChevronDown } from "@tabler/icons-react";
import { useId } from "react";
import type { MenuEntry } from "../session/pages";
import { iconOf } from "./icons";
import { MenuLink } from "./MenuLink";
import { useOpen } from "./useOpen";

/** Several links behind the name of their group, each with what one finds there. */
export function MenuGroup({ name, entries, current }: { name: string; entries: readonly MenuEntry[]; current: MenuEntry | undefined }) {
  const { isOpen, setOpen, area, button, onKeyDown } = useOpen<HTMLLIElement>();
  const list = useId();

  return (
    // The keyboard is listened to from around the button and its list; what is pressed is always one of them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className="menu__group" ref={area} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        className={current && entries.includes(current) ? "menu__name menu__name--current" : "menu__name"}
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
        <IconChevronDown aria-hidden size={14} stroke={1.75} />
      </button>
      <ul id={list} hidden={!isOpen} className={entries.length > 3 ? "menu__list menu__list--two" : "menu__list"}>
        {entries.map((entry) => {
          const Icon = iconOf(entry.to);
          return (
            <li key={entry.to}>
              <Icon aria-hidden size={20} stroke={1.75} />
              <div>
                <MenuLink entry={entry} current={current} describedBy={`${list}${entry.to}`} onClick={() => setOpen(false)} />
                <div id={`${list}${entry.to}`} className="menu__about">
                  {entry.about}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
