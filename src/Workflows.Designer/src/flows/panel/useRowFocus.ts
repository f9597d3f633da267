import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

/** What one can come to; a chosen one of several has a button that only the mouse reaches. */
const fields = ":is(summary, input, select, textarea, button):not([tabindex='-1'], [type='hidden'], :disabled)";

/** Takes whoever adds or removes a row of a list to the row where they go on: its first field, or the list when none is left. */
export function useRowFocus(): { ref: RefObject<HTMLOListElement | null>; focus: (row: number) => void } {
  const ref = useRef<HTMLOListElement>(null);
  const [wanted, setWanted] = useState<{ row: number }>();

  useEffect(() => {
    if (!wanted || !ref.current) return;
    const rows = [...ref.current.children];
    const row = rows[Math.min(Math.max(wanted.row, 0), rows.length - 1)] ?? ref.current.parentElement;
    row?.querySelector<HTMLElement>(fields)?.focus();
  }, [wanted]);

  return { ref, focus: useCallback((row: number) => setWanted({ row }), []) };
}
