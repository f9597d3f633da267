import type { ReactNode } from "react";
import "./shell.css";

/** What surrounds every page: the way past the header, the brand, and where the page's own content starts. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip-link" href="#contenido">
        Saltar al contenido
      </a>
      <header className="header">
        <div className="header__brand" aria-hidden="true" />
        <div className="header__inner">
          <a className="header__name" href="/">
            Flujos de trabajo interministeriales
          </a>
        </div>
      </header>
      <main id="contenido" className="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">
        <p>Los correos de este sistema son avisos. No reemplazan una notificación legal.</p>
      </footer>
    </>
  );
}
