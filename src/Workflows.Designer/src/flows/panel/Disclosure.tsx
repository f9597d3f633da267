import { useState, type ReactNode } from "react";

type Props = { summary: ReactNode; startsOpen?: boolean; className?: string; children: () => ReactNode };

/** What is drawn only when somebody opens it: a form of thirty fields is thirty lines until then. */
export function Disclosure({ summary, startsOpen = false, className, children }: Props) {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <details className={className} open={startsOpen || undefined} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children()}
    </details>
  );
}
