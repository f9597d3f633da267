import type { KeyboardEvent } from "react";

/** Where a key leads from a cell: rows and cells to go, or out of the table. */
export type Move = { rows: number; cells: number } | "out" | undefined;

/** Enter goes down, arrows go where a text ends, Escape leaves the table; Tab stays the browser's. */
export function moveOf(event: KeyboardEvent, field: HTMLElement): Move {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const isText = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "date");
  // A text takes the arrows until its ends, and a date all of them.
  const [start, end, length] = isText ? [(field as HTMLInputElement).selectionStart ?? 0, (field as HTMLInputElement).selectionEnd ?? 0, (field as HTMLInputElement).value.length] : [0, 0, 0];
  const isWhole = isText && start === 0 && end === length;
  const atStart = isWhole || end === 0;
  const atEnd = isWhole || start === length;
  switch (event.key) {
    case "Escape":
      return "out";
    case "Enter":
      return { rows: event.shiftKey ? -1 : 1, cells: 0 };
    case "ArrowDown":
      return isText && (atEnd || !(field instanceof HTMLTextAreaElement)) && !event.shiftKey ? { rows: 1, cells: 0 } : undefined;
    case "ArrowUp":
      return isText && (atStart || !(field instanceof HTMLTextAreaElement)) && !event.shiftKey ? { rows: -1, cells: 0 } : undefined;
    case "ArrowRight":
      return (isText ? atEnd : field instanceof HTMLSelectElement) && !event.shiftKey ? { rows: 0, cells: 1 } : undefined;
    case "ArrowLeft":
      return (isText ? atStart : field instanceof HTMLSelectElement) && !event.shiftKey ? { rows: 0, cells: -1 } : undefined;
    default:
      return undefined;
  }
}
