import { useEffect, useMemo, useRef, type MouseEvent } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { useLive } from "../api/live";
import { RehearsalBanner } from "../mails/RehearsalBanner";
import { useSession } from "../session/session";
import { SessionLost } from "../session/SessionLost";
import { CrumbsContext } from "../ui/crumbs";
import { features } from "./features";
import { Menu } from "./Menu";
import { crumbsOf, entryAt, menuOf } from "./menu";
import "./shell.css";

/** What surrounds every page: the way past the header, the brand, the menu, and where the page's own content starts. */
export function Shell() {
  const session = useSession();
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useLive(Boolean(session));

  // A new page starts where its content starts, for those who read with a screen reader or by keyboard too.
  useEffect(() => {
    if (before.current !== pathname) content.current?.focus();
    before.current = pathname;
  }, [pathname]);

  /** Past the header and the way here: to the title, after which the page's own work begins. */
  function skip(event: MouseEvent) {
    const title = content.current?.querySelector<HTMLElement>("h1");
    if (!title) return;
    event.preventDefault();
    title.tabIndex = -1;
    title.focus();
  }

  const parts = useMemo(() => (session ? menuOf(features, session) : []), [session]);
  const entries = useMemo(() => parts.flatMap((part) => ("entry" in part ? part.entry : part.entries)), [parts]);
  const crumbs = useMemo(() => crumbsOf(entries, pathname), [entries, pathname]);

  return (
    <CrumbsContext value={crumbs}>
      <a className="skip-link" href="#contenido" onClick={skip}>
        Saltar al contenido
      </a>
      <header className="header">
        <div className="header__brand" aria-hidden="true" />
        <Menu parts={parts} current={entryAt(entries, pathname)} />
      </header>
      <RehearsalBanner />
      <main id="contenido" className="content" tabIndex={-1} ref={content}>
        <Outlet />
      </main>
      <SessionLost />
      <footer className="footer">
        <p>Los correos de este sistema son avisos. No reemplazan una notificación legal.</p>
        <nav aria-label="Al pie">
          <Link to="/mis-datos">Tus datos personales</Link> <Link to="/servidor">Estado del servicio</Link>
        </nav>
      </footer>
    </CrumbsContext>
  );
}
