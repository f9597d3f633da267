import type { KeyboardEvent } from "react";

const choices = "a[href], button:not([disabled])";

/** For a row of choices that is one stop of the keyboard: arrows, Home and End go from one to the next. Which of them is the stop, `tabIndexOf` says. */
export function rove(event: KeyboardEvent<HTMLElement>) {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(choices)];
  const at = all.indexOf((event.target as HTMLElement).closest<HTMLElement>(choices)!);
  const step = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  all[(step + all.length) % all.length]?.focus();
}

/** The chosen one is the stop, or else the first. */
export const tabIndexOf = (isChosen: boolean, index: number, anyChosen: boolean) => (isChosen || (!anyChosen && index === 0) ? 0 : -1);
