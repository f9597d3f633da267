import { IconApi, IconBuildingBank, IconUsersGroup, IconUserStar } from "@tabler/icons-react";
import { useEffect } from "react";
import { Link } from "react-router";
import { FlowPicture } from "../ui/FlowPicture";
import "./home.css";

const audiences = [
  {
    icon: IconBuildingBank, name: "Instituciones",
    text: "Cada tarea dice qué entregar, con qué evidencia y hasta cuándo. Si vuelve con observaciones, la corrección tiene su propio plazo.",
  },
  {
    icon: IconUsersGroup, name: "Equipos de coordinación",
    text: "Cada proceso muestra en qué paso está y quién tiene la palabra. Su historia dice quién hizo qué, cuándo y a nombre de quién.",
  },
  {
    icon: IconUserStar, name: "Autoridades",
    text: "Los recordatorios salen antes del plazo. Si el plazo vence, el aviso sube de nivel según reglas publicadas.",
  },
];

/** What this is and for whom, before anybody has entered; how the server is, stands on a page of its own. */
export function HomePage() {
  useEffect(() => {
    document.title = "Flujos de trabajo interministeriales";
  }, []);

  return (
    <div className="home">
      <div className="home__hero">
        <div className="home__words">
          <h1>Cada compromiso, con su plazo y su respaldo</h1>
          <p className="home__lead">Así avanzan los acuerdos de los comités interministeriales y el Programa de Mejoramiento de la Gestión (PMG).</p>
          <div className="home__ways">
            <Link className="home__way home__way--main" to="/ingresar">
              Ingresar a mi trabajo
            </Link>
            <Link className="home__way" to="/mis-datos">
              Pedir mis datos personales
            </Link>
          </div>
        </div>
        <FlowPicture />
      </div>

      <section className="home__audiences" aria-label="Para quién es">
        {audiences.map(({ icon: Icon, name, text }) => (
          <article key={name}>
            <Icon aria-hidden size={28} stroke={1.5} />
            <div>
              <h2>{name}</h2>
              <p>{text}</p>
            </div>
          </article>
        ))}
        <article>
          <IconApi aria-hidden size={28} stroke={1.5} />
          <div>
            <h2>Otros sistemas</h2>
            <p>
              Todo lo que hace este servidor se puede pedir por su interfaz de programación (API). <a href="/swagger">Revisa la documentación de la API</a>.
            </p>
          </div>
        </article>
      </section>
    </div>
  );
}
