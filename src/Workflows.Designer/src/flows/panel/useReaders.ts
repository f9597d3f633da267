import { readers } from "../../deadlines/ladder";
import { useRoles } from "../../organisation/useRoles";

type Reader = { value: string; label: string };

/** Whom a notice may go to, in words; besides what is already chosen, like a role of a place. */
export function useReaders(chosen: readonly string[]): Reader[] {
  const roles = useRoles().map(({ code, label }): Reader => ({ value: code, label }));
  const known = [...readers, ...roles.filter(({ value }) => !readers.some((reader) => reader.value === value))];
  const others = chosen.filter((code, at) => !known.some(({ value }) => value === code) && chosen.indexOf(code) === at);
  return [...known, ...others.map((code) => ({ value: code, label: labelOf(code, known) }))];
}

/** «ministry.minister:HAC» as «Ministro/a (HAC)». */
function labelOf(code: string, known: readonly Reader[]): string {
  const [role, place] = code.split(":");
  const label = known.find(({ value }) => value === role)?.label ?? role!;
  return place ? `${label} (${place})` : label;
}
