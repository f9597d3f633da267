import { Button } from "@mantine/core";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { ActingFor } from "../session/ActingFor";
import { useEntering, useSession } from "../session/session";
import { features } from "./features";
import { JobNews } from "./JobNews";
import { entryAt, menuOf } from "./menu";
import { MenuGroup } from "./MenuGroup";
import { MenuLink } from "./MenuLink";

/** The product's name, the pages this person uses, and the way in or out. */
export function Menu() {
  const session = useSession();
  const { leave } = useEntering();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const parts = session ? menuOf(features, session) : [];
  const current = entryAt(parts.flatMap((part) => ("entry" in part ? part.entry : part.entries)), pathname);

  async function goOut() {
    await leave();
    navigate("/");
  }

  return (
    <div className="header__inner">
      <Link className="header__name" to="/">
        Flujos de trabajo interministeriales
      </Link>
      {session && (
        <nav className="menu" aria-label="Principal">
          <ul>
            {parts.map((part) =>
              "entry" in part ? (
                <li key={part.entry.to}>
                  <MenuLink entry={part.entry} current={current} />
                </li>
              ) : (
                <MenuGroup key={part.name} {...part} current={current} />
              ),
            )}
          </ul>
        </nav>
      )}
      {session && (
        <div className="header__person">
          <JobNews />
          <ActingFor session={session} />
          <NavLink to="/cuenta">{session.name}</NavLink>
          <Button variant="default" size="compact-md" onClick={goOut}>
            Salir
          </Button>
        </div>
      )}
      {session === null && <Link to="/ingresar">Ingresar</Link>}
    </div>
  );
}
