import { useContext, useEffect, type ReactNode } from "react";
import { Link } from "react-router";
import { CrumbsContext, type Crumb } from "./crumbs";
import "./page.css";

type Props = {
  title: string;
  /** How what the page is about stands: one state, beside the title. */
  state?: ReactNode;
  /** What one knows before reading on: whose, until when, of what. Each stands in a line of its own on a phone. */
  facts?: readonly ReactNode[];
  /** What can be done with the whole page: the main button last, at the right. */
  actions?: ReactNode;
  /** The way here, where it is longer than the menu knows: between the menu's entry and this page. */
  via?: readonly Crumb[];
  /** For reading and forms, a narrow column; for wide tables, all there is. */
  width?: "reading" | "normal" | "wide";
  children: ReactNode;
};

/** A page: the way to it, its one h1, which is also the window's title, its state, its facts and what can be done, always in this order. */
export function Page({ title, state, facts = [], actions, via = [], width = "normal", children }: Props) {
  useEffect(() => {
    document.title = `${title} · Flujos de trabajo`;
  }, [title]);
  const said = facts.filter((fact) => fact !== null && fact !== undefined && fact !== false && fact !== "");

  return (
    <div className={`page page--${width}`}>
      <Crumbs crumbs={[...useContext(CrumbsContext), ...via]} end={title} />
      <div className="page__head">
        <div className="page__name">
          <div className="page__title">
            <h1>{title}</h1>
            {state}
          </div>
          {facts.length > 0 && (
            <ul className="page__facts">
              {said.map((fact, i) => (
                <li key={i}>{fact}</li>
              ))}
            </ul>
          )}
        </div>
        {actions && <div className="page__actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

function Crumbs({ crumbs, end }: { crumbs: readonly Crumb[]; end: string }) {
  const way = crumbs.at(-1)?.label === end ? crumbs.slice(0, -1) : crumbs;
  // A first step alone that is only a group's name leads nowhere.
  if (!way.some((crumb) => crumb.to)) return null;
  return (
    <nav className="crumbs" aria-label="Estás en">
      <ol>
        {way.map((crumb) => (
          <li key={crumb.label}>{crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}</li>
        ))}
        <li aria-current="page">{end}</li>
      </ol>
    </nav>
  );
}
