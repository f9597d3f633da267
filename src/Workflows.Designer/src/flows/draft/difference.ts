import { activitiesOf, arrowsOf, isPart, keyOf, labelOf, valueOf, type Activity, type Arrow, type FlowDocument } from "./document";
import { kindOf, labelOfPort, nameOfKind, type Palette } from "./palette";
import { wordsOfValue } from "./valueWords";

/** One thing that differs between two versions, told in a sentence; about a step, when it is. */
export type Change = {
  readonly step?: string;
  readonly kind: "added" | "removed" | "changed" | "arrow" | "flow";
  readonly said: string;
  /** What each part of it was and is now. */
  readonly details: readonly string[];
};

/**
 * What differs between two versions of a flow, in the order of the drawing. Places do not count; a step that only got another id or name
 * is the same step.
 */
export function differenceOf(before: FlowDocument, after: FlowDocument, palette: Palette): readonly Change[] {
  const [old, now] = [activitiesOf(before), activitiesOf(after)];
  const pairs = pairsOf(old, now);
  const newIds = new Map([...pairs].map(([oldOne, newOne]) => [oldOne.id, newOne.id]));
  const paired = new Set(pairs.values());

  const ofFlow: Change[] = (["name", "description"] as const).flatMap((part) =>
    (before[part] ?? "") === (after[part] ?? "") ? [] : [{ kind: "flow" as const, said: part === "name" ? `El flujo se llama ahora «${String(after.name)}».` : "Cambió la explicación del flujo.", details: part === "name" ? [] : [fromTo(before[part], after[part])] }],
  );
  const removed = old.filter((one) => !pairs.has(one)).map((one): Change => ({ kind: "removed", step: one.id, said: `Se quitó ${named(one, palette)}.`, details: [] }));
  const changed = [...pairs].flatMap(([oldOne, newOne]): Change[] => {
    const details = detailsOf(oldOne, newOne, palette);
    return details.length === 0 ? [] : [{ kind: "changed", step: newOne.id, said: `Cambió «${labelOf(newOne)}».`, details }];
  });
  const added = now.filter((one) => !paired.has(one)).map((one): Change => ({ kind: "added", step: one.id, said: `Se agregó ${named(one, palette)}.`, details: [] }));

  return [...ofFlow, ...added, ...changed, ...removed, ...arrowChanges(before, after, newIds, palette)];
}

/** The same step in both: by its id, or else by what it is and what it is called, or by having the very same inputs. */
function pairsOf(old: readonly Activity[], now: readonly Activity[]): Map<Activity, Activity> {
  const pairs = new Map<Activity, Activity>();
  const free = new Map(now.map((one) => [one.id, one]));
  const pair = (oldOne: Activity, newOne: Activity | undefined) => {
    if (!newOne || pairs.has(oldOne)) return;
    pairs.set(oldOne, newOne);
    free.delete(newOne.id);
  };
  for (const one of old) {
    const same = free.get(one.id);
    if (same?.type === one.type) pair(one, same);
  }
  const groups = [(one: Activity) => `${one.type} ${labelOf(one)}`, (one: Activity) => `${one.type} ${JSON.stringify(withoutNames(one))}`];
  for (const keyOfStep of groups) {
    const byKey = new Map<string, Activity[]>();
    for (const one of free.values()) byKey.set(keyOfStep(one), [...(byKey.get(keyOfStep(one)) ?? []), one]);
    for (const one of old) if (!pairs.has(one)) pair(one, byKey.get(keyOfStep(one))?.shift());
  }
  return pairs;
}

/** What of a step is no input: who it is, where it stands and how it is drawn. */
const ofDrawing = new Set(["id", "name", "nodeId", "type", "version", "metadata", "customProperties"]);

const withoutNames = (one: Activity) => Object.fromEntries(Object.entries(one).filter(([name]) => !ofDrawing.has(name)));

function detailsOf(before: Activity, after: Activity, palette: Palette): string[] {
  const kind = kindOf(palette, after.type);
  const details: string[] = [];
  if (labelOf(before) !== labelOf(after)) details.push(`Se llamaba «${labelOf(before)}».`);
  const explained = (one: Activity) => (isPart(one.metadata) ? (one.metadata.description ?? "") : "");
  if (explained(before) !== explained(after)) details.push(`Explicación: ${fromTo(explained(before), explained(after))}`);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !ofDrawing.has(name));
  for (const name of names) {
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) continue;
    const input = kind?.inputs.find((one) => one.name === name);
    details.push(...wordsOfValue(input?.label ?? "Un dato que este servidor no conoce", input?.editor ?? "foreign", valueOf(before, name), valueOf(after, name)));
  }
  return details;
}

function arrowChanges(before: FlowDocument, after: FlowDocument, newIds: ReadonlyMap<string, string>, palette: Palette): Change[] {
  const renamed = arrowsOf(before).map((arrow) => ({ ...arrow, from: newIds.get(arrow.from) ?? arrow.from, to: newIds.get(arrow.to) ?? arrow.to }));
  const [was, is] = [new Set(renamed.map(keyOf)), new Set(arrowsOf(after).map(keyOf))];
  const labels = new Map([...activitiesOf(before), ...activitiesOf(after)].map((one) => [one.id, labelOf(one)]));
  const name = (id: string) => `«${labels.get(id) ?? id}»`;
  const exit = (arrow: Arrow) => (arrow.port === "Done" ? "" : `, si ${labelOfPort(palette, arrow.port)}`);
  return [
    ...arrowsOf(after).filter((arrow) => !was.has(keyOf(arrow))).map((arrow): Change => ({ kind: "arrow", step: arrow.from, said: `${name(arrow.from)} sigue ahora en ${name(arrow.to)}${exit(arrow)}.`, details: [] })),
    ...renamed.filter((arrow) => !is.has(keyOf(arrow))).map((arrow): Change => ({ kind: "arrow", step: arrow.from, said: `${name(arrow.from)} ya no sigue en ${name(arrow.to)}${exit(arrow)}.`, details: [] })),
  ];
}

const named = (one: Activity, palette: Palette) => `«${labelOf(one)}» (${nameOfKind(palette, one.type)})`;

const fromTo = (before: unknown, after: unknown) => `antes «${String(before ?? "")}», ahora «${String(after ?? "")}».`;
