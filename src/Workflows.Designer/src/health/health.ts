export type State = "healthy" | "degraded" | "unhealthy" | "unknown";

type Check = { name: string; state: State; detail?: string };

export type Health = { state: State; checks: Check[] };

/** What the page knows: it is asking, it was told, or nobody answered. */
export type HealthView = { kind: "asking" } | { kind: "told"; health: Health } | { kind: "unreachable" };

const partNames: Record<string, string> = {
  database: "Base de datos",
  definitions: "Flujos",
  files: "Archivos",
  keys: "Claves de cifrado",
  mail: "Correo",
  outbox: "Correos por enviar",
  scheduler: "Programador",
  stimuli: "Avisos entre procesos",
  timers: "Plazos y recordatorios",
  watchdog: "Lo que debía ocurrir",
};

/** Reads any answer of /health; what it does not recognise is left out or called unknown, never invented. */
export function readHealth(answer: unknown): Health {
  if (!isRecord(answer)) {
    return { state: stateOf(answer), checks: [] };
  }
  const checks = isRecord(answer.checks) ? Object.entries(answer.checks) : [];

  return { state: stateOf(answer.status), checks: checks.map(([name, value]) => readCheck(name, value)) };
}

function readCheck(name: string, value: unknown): Check {
  const label = partNames[name.toLowerCase()] ?? name;
  if (!isRecord(value)) {
    return { name: label, state: stateOf(value) };
  }
  const detail = typeof value.description === "string" && value.description !== "" ? value.description : undefined;

  return { name: label, state: stateOf(value.status), ...(detail && { detail }) };
}

function stateOf(word: unknown): State {
  const state = typeof word === "string" ? word.trim().toLowerCase() : "";

  return state === "healthy" || state === "degraded" || state === "unhealthy" ? state : "unknown";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
