import type { HealthView, State } from "./health";
import "./health.css";

const partState: Record<State, string> = {
  healthy: "Funciona",
  degraded: "Con problemas",
  unhealthy: "No funciona",
  unknown: "Sin información",
};

/** The server's state in words, with a shape beside the colour; the person can ask again. */
export function HealthPanel({ health, onAskAgain }: { health: HealthView; onAskAgain: () => void }) {
  const asking = health.kind === "asking";

  return (
    <section className="health" aria-labelledby="estado">
      <h2 id="estado">Estado del servidor</h2>
      <p className="health__summary" role="status">
        <StateMark state={health.kind === "told" ? health.health.state : "unknown"} />
        {summaryOf(health)}
      </p>
      {health.kind === "told" && health.health.checks.length > 0 && (
        <ul className="health__checks">
          {health.health.checks.map((check) => (
            <li key={check.name}>
              <StateMark state={check.state} />
              <span>
                {check.name}: <strong>{partState[check.state]}</strong>
                {check.detail && <span className="health__detail">{check.detail}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="button" aria-disabled={asking} onClick={asking ? undefined : onAskAgain}>
        Consultar de nuevo
      </button>
    </section>
  );
}

function summaryOf(view: HealthView): string {
  if (view.kind === "asking") return "Consultando el estado del servidor…";
  if (view.kind === "unreachable") return "El servidor no responde. Revisa tu conexión y consulta de nuevo.";

  switch (view.health.state) {
    case "healthy":
      return "El servidor funciona con normalidad.";
    case "degraded":
      return "El servidor atiende, pero una de sus partes tiene problemas.";
    case "unhealthy":
      return "El servidor no puede atender ahora. Espera unos minutos y consulta de nuevo.";
    case "unknown":
      return "El servidor responde, pero no informa su estado.";
  }
}

/** A different shape for each state, so that nothing depends on telling colours apart. */
function StateMark({ state }: { state: State }) {
  return (
    <svg className={`mark mark--${state}`} viewBox="0 0 24 24" aria-hidden="true">
      {state === "healthy" && (
        <>
          <circle cx="12" cy="12" r="11" />
          <path d="m6.5 12.5 4 4 7-8.5" />
        </>
      )}
      {state === "degraded" && (
        <>
          <path className="mark__shape" d="M12 1 23.5 22H.5z" />
          <path d="M12 9v6m0 3v1.5" />
        </>
      )}
      {state === "unhealthy" && (
        <>
          <rect x="1" y="1" width="22" height="22" />
          <path d="m7 7 10 10M17 7 7 17" />
        </>
      )}
      {state === "unknown" && (
        <>
          <circle cx="12" cy="12" r="11" />
          <path d="M6.5 12h11" />
        </>
      )}
    </svg>
  );
}
