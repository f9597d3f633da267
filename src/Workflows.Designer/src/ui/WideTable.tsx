import { Table } from "@mantine/core";
import type { ReactNode } from "react";

type Props = {
  /** What the table lists; it also names the area that scrolls. */
  caption: string;
  /** Below this width the table scrolls sideways inside its own area, never the page. */
  minWidth?: string;
  children: ReactNode;
};

/** A real table with its caption, which a narrow screen scrolls by touch or by keyboard. */
export function WideTable({ caption, minWidth = "32rem", children }: Props) {
  return (
    <div role="region" aria-label={caption} tabIndex={0} style={{ overflowX: "auto" }}>
      <Table captionSide="top" style={{ minWidth }}>
        <Table.Caption ta="left">{caption}</Table.Caption>
        {children}
      </Table>
    </div>
  );
}
