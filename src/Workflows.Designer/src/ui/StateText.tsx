import type { ReactNode } from "react";
import { Mark, type Tone } from "./Mark";

/** A state in words, with its shape before them. */
export function StateText({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="state-text">
      <Mark tone={tone} />
      <span>{children}</span>
    </span>
  );
}
