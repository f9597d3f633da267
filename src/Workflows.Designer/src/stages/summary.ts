import type { Api } from "../api/client";

/** A stage in five plain lines, for a message. */
export function summaryOf({ summary, steps, waitsFor }: Api["StageView"]): string[] {
  const busiest = [...steps].sort((one, other) => other.waiting - one.waiting)[0];
  const slowest = [...waitsFor].sort((one, other) => other.late - one.late)[0];

  return [
    `${summary.name} ${summary.year}: ${summary.total} instituciones.`,
    `${summary.finished} terminadas, ${summary.late} atrasadas, ${summary.blocked} detenidas por una falla.`,
    ...(busiest && busiest.waiting > 0 ? [`Donde hay más: ${busiest.label} (${busiest.waiting}, ${busiest.late} con atraso).`] : []),
    ...(slowest && slowest.late > 0 ? [`A quien más se espera: ${slowest.roleLabel} (${slowest.late} con atraso).`] : []),
  ];
}
