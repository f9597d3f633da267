import { Button } from "@mantine/core";
import { StatusShape, type Tone } from "../ui/StatusTag";
import type { HealthView, State } from "./health";
import "./health.css";

const partState: Record<State, string> = {
  healthy: "Funciona",
  degraded: "Con problemas",
  unhealthy: "No funciona",
  unknown: "Sin información",
};

const tone: Record<State, Tone> = { healthy: "onTime", degraded: "soon", unhealthy: "late", unknown: "unknown" };

/** The server's state in words, with a shape beside the colour; the person can ask again. */
export function HealthPanel({ health, onAskAgain }: { health: HealthView; onAskAgain: () => void }) {
  const asking = health.kind === "asking";

  return (
    <section className="card health" aria-labelledby="estado">
      <h2 id="estado">Estado del servidor</h2>
      <p className="health__summary" role="status">
        <StatusShape size={20} tone={tone[health.kind === "told" ? health.health.state : "unknown"]} />
        {summaryOf(health)}
      </p>
      {health.kind === "told" && health.health.checks.length > 0 && (
        <ul className="health__checks">
          {health.health.checks.map((check) => (
            <li key={check.name}>
              <StatusShape size={20} tone={tone[check.state]} />
              <span>
                {check.name}: <strong>{partState[check.state]}</strong>
                {check.detail && <span className="health__detail">{check.detail}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Button variant="default" aria-disabled={asking} onClick={asking ? undefined : onAskAgain}>
        Consultar de nuevo
      </Button>
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
