import { isPart, type Part } from "../draft/document";
import { freshId } from "../draft/edits";

/** A field of a form, or a file that is asked for, as its JSON writes it. What is not known here stays. */
export type Row = Part & { readonly id: string };

/** What types of field may say besides. */
export const hasOptions = (field: Row): boolean => field.type === "choice" || field.type === "choices";
export const hasBounds = (field: Row): boolean => field.type === "number";
export const isTable = (field: Row): boolean => field.type === "table";
export const hasReach = (field: Row): boolean => ["person", "post", "institution", "place", "commitment"].includes(String(field.type));

export const rowsOf = (value: unknown): readonly Row[] =>
  Array.isArray(value) ? value.filter((one): one is Row => isPart(one) && typeof one.id === "string") : [];

export const labelOfRow = (row: Row): string => (typeof row.label === "string" && row.label ? row.label : row.id);

/** A row at the end, whose answer is kept under a name made of what it is called. */
export function withNewRow(rows: readonly Row[], label: string, rest: Part): readonly Row[] {
  return [...rows, { id: freshId(label, new Set(rows.map((row) => row.id))), label, ...rest }];
}

export const withoutRow = <T>(rows: readonly T[], at: number): readonly T[] => rows.filter((_, other) => other !== at);

/** A row one place up or down; at the ends it stays. */
export function movedRow<T>(rows: readonly T[], at: number, by: -1 | 1): readonly T[] {
  const [row, other] = [rows[at], rows[at + by]];
  return row === undefined || other === undefined ? rows : rows.with(at, other).with(at + by, row);
}

/** A row with another value of a member; undefined takes it out. */
export function withMember<T extends Part>(row: T, name: string, value: unknown): T {
  if (value !== undefined) return { ...row, [name]: value };
  return Object.fromEntries(Object.entries(row).filter(([member]) => member !== name)) as T;
}

/** A field with another bound, like the greatest number; without any bound it says nothing of them. */
export function withBound(field: Row, name: string, value: unknown): Row {
  const rules = withMember(isPart(field.rules) ? field.rules : {}, name, value);
  return withMember(field, "rules", Object.keys(rules).length > 0 ? rules : undefined);
}

export const boundOf = (field: Row, name: string): unknown => (isPart(field.rules) ? field.rules[name] : undefined);

/** A field of another type brings what that type cannot do without. */
export function withType(field: Row, type: string): Row {
  const changed: Row = { ...field, type };
  if (hasOptions(changed) && optionsOf(changed).length === 0) return { ...changed, options: ["Sí", "No"] };
  if (isTable(changed) && rowsOf(changed.columns).length === 0)
    return { ...changed, columns: [{ id: "detalle", label: "Detalle", type: "text", required: true }] };
  return type === "place" && !Array.isArray(changed.kinds) ? { ...changed, kinds: ["institution"] } : changed;
}

/** The options of a choice by what people read; each is a text or has a name of its own, and keeps it. */
export function optionsOf(field: Row): readonly { id: string; label: string }[] {
  if (!Array.isArray(field.options)) return [];
  return field.options.flatMap((option: unknown) => {
    if (typeof option === "string") return [{ id: option, label: option }];
    return isPart(option) && typeof option.id === "string" ? [{ id: option.id, label: String(option.label ?? option.id) }] : [];
  });
}

/** The options written one a line. A line that changes its words keeps the name under which it was answered before. */
export function withOptions(field: Row, lines: readonly string[]): Row {
  const before = Array.isArray(field.options) ? (field.options as unknown[]) : [];
  const known = optionsOf(field);
  const isSameCount = lines.length === known.length;
  const taken = new Set(known.map((option) => option.id));
  const options = lines.map((line, at) => {
    const same = known.findIndex((option) => option.label === line);
    if (same >= 0) return before[same];
    const old = isSameCount ? before[at] : undefined;
    if (isPart(old)) return { ...old, label: line };
    if (!before.some(isPart)) return line;
    const id = freshId(line, taken);
    taken.add(id);
    return { id, label: line };
  });
  return { ...field, options };
}

/** When a field is asked, as a choice of people: the field it looks at and what that was answered. */
export type Asking = { readonly field: string; readonly answers: readonly unknown[] | null; readonly not: boolean };

export function askingOf(field: Row): Asking | null {
  const when = field.visibleWhen;
  if (!isPart(when) || typeof when.field !== "string") return null;
  return { field: when.field, answers: Array.isArray(when.in) ? when.in : null, not: when.not === true };
}

export function withAsking(field: Row, asking: Asking | null): Row {
  if (!asking) return withMember(field, "visibleWhen", undefined);
  const before: Part = isPart(field.visibleWhen) ? field.visibleWhen : {};
  const rest = ["in", "answered", "not"].reduce((left, name) => withMember(left, name, undefined), before);
  const says = asking.answers ? { in: asking.answers } : { answered: true };
  return { ...field, visibleWhen: { ...rest, field: asking.field, ...says, ...(asking.not && { not: true }) } };
}

/** Fields on which one may depend: those before it that have a single answer. */
export const mayLookAt = (rows: readonly Row[], at: number): readonly Row[] => rows.slice(0, at).filter((row) => !isTable(row));
