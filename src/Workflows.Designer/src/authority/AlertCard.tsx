import type { ReactNode } from "react";
import { StatusTag } from "../ui/StatusTag";
import { Timeline } from "../ui/Timeline";
import { asWhom, climbOf, stateOf, type Alert } from "./alerts";

/** A late task as an authority reads it: what, the legal term and how late; beside it, how the notice climbed and what comes next. */
export function AlertCard({ alert, isPage = false, children }: { alert: Alert; /** The page has its name already. */ isPage?: boolean; children?: ReactNode }) {
  const state = stateOf(alert);
  const heading = `alerta-${alert.id}`;

  return (
    <article className="alert split" aria-labelledby={heading}>
      <div className="card">
        <StatusTag tone={state.tone}>{state.text}</StatusTag>
        <h2 id={heading} className={isPage ? "hidden-words" : "alert__title"}>
          {alert.task}
        </h2>
        {!isPage && <p className="alert__where">{[alert.institution, alert.process].filter(Boolean).join(" · ")}</p>}
        <dl className="facts alert__facts">
          <div>
            <dt>Plazo</dt>
            <dd>{alert.deadline}</dd>
          </div>
          <div>
            <dt>Por qué esa fecha</dt>
            <dd>{alert.legalTerm}</dd>
          </div>
          <div>
            <dt>Usted responde</dt>
            <dd>Actúa {asWhom(alert.title)}.</dd>
          </div>
        </dl>
        {children}
      </div>
      <section className="card" aria-labelledby={`${heading}-escalamiento`}>
        <h3 id={`${heading}-escalamiento`}>El escalamiento</h3>
        <Timeline label="El escalamiento" moments={climbOf(alert)} />
      </section>
    </article>
  );
}
