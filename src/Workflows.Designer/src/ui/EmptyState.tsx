import { IconClipboardCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import "./empty-state.css";

type Props = {
  /** What it means that there is nothing. */
  title: string;
  /** When something arrives, or how to look elsewhere. */
  children?: ReactNode;
  /** The next act, one. */
  action?: ReactNode;
};

/** A list with nothing in it: what that means, when something comes, and what can be done now. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="empty-state" role="status">
      <IconClipboardCheck aria-hidden size={28} stroke={1.5} />
      <p className="empty-state__title">{title}</p>
      {children && <div className="support">{children}</div>}
      {action}
    </div>
  );
}
