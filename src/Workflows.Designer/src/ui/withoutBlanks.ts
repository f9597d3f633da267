/** Filters that say something: an empty one asks for nothing. */
export function withoutBlanks(filters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ""));
}
