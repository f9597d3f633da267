import { HealthPanel } from "../health/HealthPanel";
import { useHealth } from "../health/useHealth";
import "./home.css";

/** What this server is for and whether it is well, before anybody has logged in. */
export function HomePage() {
  const health = useHealth();

  return (
    <>
      <div className="intro">
        <h1>Cada compromiso, con su plazo y su respaldo</h1>
        <p className="intro__lead">
          Este servidor lleva las aprobaciones de los comités interministeriales y del Programa de Mejoramiento de la
          Gestión (PMG).
        </p>
      </div>

      <section className="audiences" aria-label="Para quién es">
        <article>
          <h2>Instituciones</h2>
          <p>
            Cada tarea dice qué entregar, con qué evidencia y hasta cuándo. Si vuelve con observaciones, la corrección
            tiene su propio plazo.
          </p>
        </article>
        <article>
          <h2>Equipos de coordinación</h2>
          <p>
            Cada proceso muestra en qué paso está y quién tiene la palabra. Su historia dice quién hizo qué, cuándo y a
            nombre de quién.
          </p>
        </article>
        <article>
          <h2>Autoridades</h2>
          <p>
            Los recordatorios salen antes del plazo. Si el plazo vence, el aviso sube de nivel según reglas publicadas.
          </p>
        </article>
      </section>

      <HealthPanel health={health.current} onAskAgain={health.askAgain} />

      <section className="developers" aria-labelledby="integrar">
        <h2 id="integrar">Conecta otro sistema</h2>
        <p>
          Todo lo que hace este servidor se puede pedir por su interfaz de programación (API).{" "}
          <a href="/swagger">Revisa la documentación de la API</a>.
        </p>
      </section>
    </>
  );
}
