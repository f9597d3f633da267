import type { ReactNode } from "react";
import { longDateTime } from "./dates";
import "./deadline-card.css";

type Props = {
  /** How it stands, as a StatusTag. */
  state: ReactNode;
  /** «Vence el», «Venció el». */
  verb: string;
  dueAt: string;
  /** What is said under the date: how the days were counted, a clock that is stopped. */
  children?: ReactNode;
  /** What happens if nothing arrives. */
  otherwise?: ReactNode;
};

/** Until when, and what follows: the one card of a page that has a line on top. */
export function DeadlineCard({ state, verb, dueAt, children, otherwise }: Props) {
  return (
    <section className="card card--key deadline-card" aria-label="Plazo">
      {state}
      <p>
        {verb} <strong className="deadline-card__date">{longDateTime(dueAt)}</strong>
      </p>
      {children}
      {otherwise && <div className="deadline-card__otherwise">{otherwise}</div>}
    </section>
  );
}
