import type { ReactNode } from "react";
import "./bulk-bar.css";

type Props = {
  /** How many, and whom it touches. */
  summary: ReactNode;
  children: ReactNode;
};

/** What can be done with the chosen rows; it is there only while some are chosen, and comes to rest under the list. */
export function BulkBar({ summary, children }: Props) {
  return (
    <div className="bulk-bar" role="group" aria-label="Con lo elegido">
      <div className="bulk-bar__summary" role="status">
        {summary}
      </div>
      {children}
    </div>
  );
}
