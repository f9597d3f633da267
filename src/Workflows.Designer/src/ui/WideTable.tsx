import { Table } from "@mantine/core";
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { nameCells } from "./nameCells";
import "./wide-table.css";

type Props = {
  /** What the table lists; it also names the area that scrolls. */
  caption: string;
  /** Below this width the table scrolls sideways inside its own area, never the page. */
  minWidth?: string;
  children: ReactNode;
};

/** A real table with its caption, which a narrow screen scrolls by keyboard. On a phone each row is a card that names what it says. */
export function WideTable({ caption, minWidth = "32rem", children }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);

  // Rows change without the table being drawn again: those that watch for themselves.
  useLayoutEffect(() => {
    const table = area.current?.querySelector("table");
    if (!table) return;
    nameCells(table);
    const watch = new MutationObserver(() => nameCells(table));
    watch.observe(table, { childList: true, subtree: true });
    // What does not scroll is no stop of the keyboard.
    const measure = new ResizeObserver(() => setScrolls(area.current!.scrollWidth > area.current!.clientWidth));
    measure.observe(area.current!);
    measure.observe(table);
    return () => {
      watch.disconnect();
      measure.disconnect();
    };
  }, []);

  return (
    // What scrolls has to be reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={area} role="region" aria-label={caption} tabIndex={scrolls ? 0 : undefined} className="wide-table">
      <Table captionSide="top" style={{ minWidth }}>
        <Table.Caption ta="left">{caption}</Table.Caption>
        {children}
      </Table>
    </div>
  );
}
