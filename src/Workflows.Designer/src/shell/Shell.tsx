import { useEffect, useRef } from "react";
import { Outlet, useLocation } from "react-router";
import { useLive } from "../api/live";
import { useSession } from "../session/session";
import { SessionLostDialog } from "../session/SessionLostDialog";
import { RehearsalBanner } from "../mails/RehearsalBanner";
import { Menu } from "./Menu";
import "./shell.css";

/** What surrounds every page: the way past the header, the brand, the menu, and where the page's own content starts. */
export function Shell() {
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useLive(Boolean(useSession()));

  // A new page starts where its content starts, for those who read with a screen reader or by keyboard too.
  useEffect(() => {
    if (before.current !== pathname) content.current?.focus();
    before.current = pathname;
  }, [pathname]);

  return (
    <>
      <a className="skip-link" href="#contenido">
        Saltar al contenido
      </a>
      <header className="header">
        <div className="header__brand" aria-hidden="true" />
        <Menu />
      </header>
      <RehearsalBanner />
      <main id="contenido" className="content" tabIndex={-1} ref={content}>
        <Outlet />
      </main>
      <SessionLostDialog />
      <footer className="footer">
        <p>Los correos de este sistema son avisos. No reemplazan una notificación legal.</p>
      </footer>
    </>
  );
}
