/** A length of time as people say it. */
export type Span = { readonly days: number; readonly hours: number; readonly minutes: number; readonly seconds: number };

/** «10.02:30:00» as its parts; null when it is none that people would write, like one below zero. */
export function spanOf(text: string): Span | null {
  const found = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?$/.exec(text.trim());
  if (!found) return /^\d+$/.test(text.trim()) ? { days: Number(text), hours: 0, minutes: 0, seconds: 0 } : null;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  return hours < 24 && minutes < 60 && seconds < 60 ? { days, hours, minutes, seconds } : null;
}

export function textOfSpan({ days, hours, minutes, seconds }: Span): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${days}.${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

/** «10 días corridos, 2 horas»; what is zero is left out, but for the days of nothing at all. */
export function spanInWords({ days, hours, minutes, seconds }: Span): string {
  const parts = ([[days, "día corrido", "días corridos"], [hours, "hora", "horas"], [minutes, "minuto", "minutos"], [seconds, "segundo", "segundos"]] as const)
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return parts.length > 0 ? parts.join(", ") : "0 días corridos";
}
