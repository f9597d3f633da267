/** A refusal of the server, or its silence, as a person reads it. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** What is wrong with each field, by its name. */
    readonly fields: Readonly<Record<string, string[]>> = {},
    /** What the server waits for to go on, such as a code. */
    readonly next?: string,
  ) {
    super(detail);
    this.name = "ApiProblem";
  }
}

/** Nobody answered: status 0. What was asked may or may not have arrived, so it is asked again with the same key. */
export function unreachable(): ApiProblem {
  return new ApiProblem(0, "Sin conexión", "El servidor no responde. Revisa tu conexión y vuelve a intentarlo: nada se envía dos veces.");
}

/** Reads problem details; an answer of another shape gets a sentence of ours. */
export function readProblem(status: number, body: unknown): ApiProblem {
  const problem = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown, otherwise: string) => (typeof value === "string" && value !== "" ? value : otherwise);

  return new ApiProblem(
    status,
    text(problem.title, "No se pudo hacer"),
    text(problem.detail, "Vuelve a intentarlo en unos segundos. Si sigue, avisa a quien administra el sistema."),
    fieldsOf(problem.errors),
    typeof problem.next === "string" ? problem.next : undefined,
  );
}

function fieldsOf(errors: unknown): Record<string, string[]> {
  if (typeof errors !== "object" || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors).map(([field, reasons]) => [field, Array.isArray(reasons) ? reasons.map(String) : [String(reasons)]]),
  );
}
