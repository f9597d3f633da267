/** A number on a day. */
export type TrendPoint = { day: string; value: number };

/** The points that a trend names: where it was highest, and where it is now. */
export function peakOf(points: readonly TrendPoint[]): number {
  return points.reduce((best, point, i) => (point.value > points[best]!.value ? i : best), 0);
}

/** «12 menos que hace 4 semanas»; nothing where there is no such week. */
export function changeOf(points: readonly TrendPoint[], weeks: number): string | undefined {
  const [now, before] = [points.at(-1), points.at(-1 - weeks)];
  if (!now || !before) return undefined;
  const change = now.value - before.value;
  const since = `que hace ${weeks === 1 ? "una semana" : `${weeks} semanas`}`;
  return change === 0 ? `lo mismo ${since}` : `${Math.abs(change)} ${change > 0 ? "más" : "menos"} ${since}`;
}
