/** A day of a computed date: whether it counted, why, and by which norm. As the server writes it. */
export type DayReason = { date: string; counted: boolean; reason: string; norm?: string | null };

/** A day of the small calendar. Days outside the computation have no mark. */
export type Cell = { date: string; day: number; mark: "start" | "counted" | "closed" | "end" | "none"; count?: number; reason?: string };

export type Month = { key: string; name: string; weeks: (Cell | null)[][] };

export const weekdays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

const names = [
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
];

/** The months a computation touches, in order, each as weeks from Monday to Sunday. */
export function monthsOf(derivation: readonly DayReason[]): Month[] {
  const days = new Map<string, { reason: DayReason; count?: number }>();
  let counted = 0;
  // Of a term that is a date there is nothing to count.
  const isCount = derivation.filter((reason) => reason.counted).length > 1;
  // A day that is told twice (counted, then passed over) keeps what was said last.
  for (const reason of derivation) days.set(reason.date, { reason, count: reason.counted && isCount ? ++counted : undefined });
  const end = derivation.at(-1)?.date;

  return [...new Set([...days.keys()].map((date) => date.slice(0, 7)))].sort().map((key) => {
    const [year, month] = [Number(key.slice(0, 4)), Number(key.slice(5))];
    const cells: (Cell | null)[] = Array(weekdayOf(`${key}-01`)).fill(null);
    for (let day = 1; day <= lastDayOf(year, month); day++) {
      const date = `${key}-${String(day).padStart(2, "0")}`;
      const told = days.get(date);
      cells.push({ date, day, mark: markOf(told?.reason, date === end, derivation), count: told?.count, reason: told?.reason.reason });
    }
    while (cells.length % 7 !== 0) cells.push(null);
    return { key, name: `${names[month - 1]} de ${year}`, weeks: Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7)) };
  });
}

/** The norms a computation cites, each once, in the order they appear. */
export function normsOf(derivation: readonly DayReason[]): string[] {
  return [...new Set(derivation.flatMap((day) => (day.norm ? [day.norm] : [])))];
}

/** 0 for Monday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
}

function markOf(told: DayReason | undefined, isEnd: boolean, derivation: readonly DayReason[]): Cell["mark"] {
  if (!told) return "none";
  if (isEnd) return "end";
  if (told.counted) return "counted";
  return told === derivation[0] ? "start" : "closed";
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
