import { Button, Switch } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { ActingFor, useActingFor } from "../session/ActingFor";
import { useEntering, type Session } from "../session/session";
import { initialsOf } from "../ui/People";
import { chooseContrast, hasMoreContrast } from "./contrast";
import { useOpen } from "./useOpen";

/** Who one is here: the post one acts in, one's own pages, how the page looks, and the way out. */
export function PersonMenu({ session }: { session: Session }) {
  const { isOpen, setOpen, area, button, onKeyDown } = useOpen<HTMLDivElement>();
  const acting = useActingFor(session);
  const { leave } = useEntering();
  const navigate = useNavigate();
  const [contrast, setContrast] = useState(hasMoreContrast);
  const place = acting.places.find((place) => place.code === acting.chosen) ?? (acting.places.length === 1 ? acting.places[0] : undefined);
  const post = place ? `${place.posts[0] ?? ""}, ${place.name}` : `${acting.places.length} lugares`;

  async function goOut() {
    await leave();
    navigate("/");
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="person" ref={area} onKeyDown={onKeyDown}>
      <button type="button" ref={button} className="person__button" aria-expanded={isOpen} aria-controls="tu-menu" onClick={() => setOpen(!isOpen)}>
        <span className="disc" aria-hidden="true">
          {initialsOf(session.name)}
        </span>
        <span className="person__who">
          <span className="hidden-words">Tu menú: </span>
          {session.name}
          {acting.places.length > 0 && <small title={post}>{post}</small>}
        </span>
        <IconChevronDown aria-hidden size={14} stroke={1.75} />
      </button>
      <div id="tu-menu" className="panel" hidden={!isOpen}>
        <div className="panel__part">
          <strong>{session.name}</strong>
          <div className="support">{session.email}</div>
        </div>
        {acting.places.length > 1 && (
          <div className="panel__part">
            <ActingFor {...acting} />
          </div>
        )}
        <div className="panel__part">
          <ul className="panel__links">
            <li>
              <Link to="/mi-calendario">Mi calendario</Link>
            </li>
            <li>
              <Link to="/cuenta">Cuenta y segundo factor</Link>
            </li>
            <li>
              <Link to="/cuenta/datos">Tus datos personales</Link>
            </li>
          </ul>
        </div>
        <div className="panel__part">
          <Switch
            label="Alto contraste" checked={contrast}
            onChange={(event) => {
              chooseContrast(event.currentTarget.checked);
              setContrast(event.currentTarget.checked);
            }}
          />
        </div>
        <div className="panel__part">
          <Button variant="default" fullWidth onClick={goOut}>
            Salir
          </Button>
        </div>
      </div>
    </div>
  );
}
