import { changed, draftOf, type Draft, type Outcome } from "./draft";
import {
  activitiesOf, arrowsOf, isSame, labelOf, stepsOf, usualSize, type Activity, type Arrow, type FlowDocument, type Part, type Point, type Step,
} from "./document";
import { freshId, idsOf, shownAs, withActivity, withArrows, withInput, withNewActivities, withoutActivities, withoutArrows } from "./edits";
import { factsNamedBy, withFacts, withFactsOf, withoutFact } from "./keeping";
import { reachedFrom, unreachedIn } from "./walk";

/** A way out of a step. */
type Exit = { readonly step: string; readonly port: string };

/** Steps, the arrows among them and the facts they keep or read, to be put into this flow or into another. */
export type Clip = { readonly activities: readonly Activity[]; readonly arrows: readonly Arrow[]; readonly facts?: readonly Part[] };

/** What somebody does to a drawing. */
export type Command =
  /** A step of a kind, behind a way out, before what stood there; or alone. `leavesBy` is its own way out that goes on. */
  | { readonly do: "add"; readonly type: string; readonly label: string; readonly inputs?: Part; readonly after?: Exit; readonly leavesBy?: string; readonly place?: Point }
  | { readonly do: "remove"; readonly steps: readonly string[]; readonly arrows?: readonly Arrow[] }
  | { readonly do: "connect"; readonly arrow: Arrow; readonly instead?: Arrow }
  /** With `burst`, moves of the same burst are one batch. */
  | { readonly do: "move"; readonly places: Readonly<Record<string, Point>>; readonly burst?: string }
  | { readonly do: "arrange"; readonly places: Readonly<Record<string, Point>> }
  | { readonly do: "label"; readonly step: string; readonly label: string }
  | { readonly do: "describe"; readonly step: string; readonly description: string }
  | { readonly do: "set"; readonly step: string; readonly input: string; readonly called: string; readonly value: unknown }
  | { readonly do: "name"; readonly name: string }
  | { readonly do: "explain"; readonly description: string }
  | { readonly do: "paste"; readonly clip: Clip }
  /** A fact that a process keeps from now on, by its name. */
  | { readonly do: "keep"; readonly fact: string }
  | { readonly do: "forget"; readonly fact: string }
  /** Several that are one: one undo takes them all back. */
  | { readonly do: "together"; readonly commands: readonly Command[] };

/** What ports are called; the server's palette knows. */
export type PortWords = (port: string) => string;

/** Does a command. The sentence says what it means for whoever cannot see the drawing. */
export function performed(draft: Draft, command: Command, words: PortWords): Outcome {
  const before = draft.document;
  switch (command.do) {
    case "add":
      return added(draft, command, words);
    case "remove":
      return removed(draft, command, words);
    case "connect":
      return connected(draft, command, words);
    case "move": {
      const document = withPlaces(before, command.places);
      return { draft: changed(draft, document, command.burst), said: count(Object.keys(command.places).length, "Se movió un paso.", "Se movieron # pasos.") };
    }
    case "arrange":
      return { draft: changed(draft, withPlaces(before, command.places)), said: "El dibujo quedó ordenado. El flujo sigue igual." };
    case "label": {
      const document = withActivity(before, command.step, (activity) => shownAs(activity, { label: command.label }));
      return { draft: changed(draft, document, `label ${command.step}`), said: `El paso se llama ahora «${command.label}».` };
    }
    case "describe": {
      const document = withActivity(before, command.step, (activity) => shownAs(activity, { description: command.description }));
      return { draft: changed(draft, document, `describe ${command.step}`), said: `Cambió la explicación de ${named(before, command.step)}.` };
    }
    case "set": {
      const document = withActivity(before, command.step, (activity) => withInput(activity, command.input, command.value));
      return { draft: changed(draft, document, `set ${command.step} ${command.input}`), said: `Cambió «${command.called}» de ${named(before, command.step)}.` };
    }
    case "name":
      return { draft: changed(draft, { ...before, name: command.name }, "name"), said: `El flujo se llama ahora «${command.name}».` };
    case "explain":
      return { draft: changed(draft, { ...before, description: command.description }, "explain"), said: "Cambió la explicación del flujo." };
    case "paste":
      return pasted(draft, command.clip);
    case "keep": {
      const document = withFacts(before, [{ id: command.fact, name: command.fact, typeName: "Object", isArray: false }]);
      return document === before
        ? { draft, said: `El flujo ya guarda «${command.fact}».` }
        : { draft: changed(draft, document), said: `El flujo guarda ahora «${command.fact}».` };
    }
    case "forget": {
      const document = withoutFact(before, command.fact);
      return { draft: changed(draft, document), said: document === before ? `El flujo no guarda «${command.fact}».` : `El flujo ya no guarda «${command.fact}».` };
    }
    case "together":
      return together(draft, command.commands, words);
  }
}

function together(draft: Draft, commands: readonly Command[], words: PortWords): Outcome {
  let said = "";
  let { document } = draft;
  for (const command of commands) {
    const outcome = performed(draftOf(document), command, words);
    document = outcome.draft.document;
    said ||= outcome.said;
  }
  return { draft: changed(draft, document), said };
}

/** Steps as they are, with the arrows that stay among them. */
export function clipOf(document: FlowDocument, ids: readonly string[]): Clip {
  const wanted = new Set(ids);
  return {
    activities: activitiesOf(document).filter((activity) => wanted.has(activity.id)),
    arrows: arrowsOf(document).filter(({ from, to }) => wanted.has(from) && wanted.has(to)),
    facts: factsNamedBy(activitiesOf(document).filter((activity) => wanted.has(activity.id)), document),
  };
}

function added(draft: Draft, command: Extract<Command, { do: "add" }>, words: PortWords): Outcome {
  const before = draft.document;
  const steps = stepsOf(before);
  const id = freshId(command.label, idsOf(before));
  const previous = steps.find((step) => step.id === command.after?.step);
  const place = command.place ?? freePlace(previous, steps);
  const activity = shownAs(
    { id, name: id, type: command.type, version: 1, customProperties: {}, metadata: { designer: { position: place, size: usualSize }, showDescription: false }, ...command.inputs },
    { label: command.label, description: "" },
  );
  let document = withNewActivities(before, [activity]);
  if (!command.after || !previous) return { draft: changed(draft, document), said: `Se agregó «${command.label}». Todavía nada llega a ese paso.` };

  const { step, port } = command.after;
  const behind = arrowsOf(before).filter((arrow) => arrow.from === step && arrow.port === port);
  const leavesBy = command.leavesBy;
  document = withoutArrows(document, behind);
  document = withArrows(document, [{ from: step, port, to: id }, ...(leavesBy ? behind.map(({ to }) => ({ from: id, port: leavesBy, to })) : [])]);
  const left = reachedFrom(document, [id], new Set([step])).size - 1;
  const place_ = `«${command.label}» va ahora después de «${previous.label}»${port === "Done" ? "" : `, si ${words(port)}`}`;
  return { draft: changed(draft, document), said: `${place_}; ${count(left, "queda un paso detrás", "quedan # pasos detrás")}.${lost(before, document)}` };
}

/** A step that goes leaves no hole where its way on is clear: what led to it leads to what stood behind. */
function removed(draft: Draft, { steps, arrows = [] }: Extract<Command, { do: "remove" }>, words: PortWords): Outcome {
  const before = draft.document;
  const gone = new Set(steps.filter((id) => idsOf(before).has(id)));
  let document = withoutArrows(before, arrows);
  const joined: Arrow[] = [];
  if (gone.size === 1) {
    const [id] = gone;
    const all = arrowsOf(document);
    const onward = all.filter((arrow) => arrow.from === id && arrow.to !== id);
    const target = onward[0]?.to;
    // Several ways on, and nobody knows which of them is meant.
    if (target && onward.every((arrow) => arrow.to === target))
      joined.push(...all.filter((arrow) => arrow.to === id && arrow.from !== id).map(({ from, port }) => ({ from, port, to: target })));
  }
  document = withArrows(withoutActivities(document, gone), joined);
  if (gone.size === 0) {
    const first = arrows[0];
    if (!first || document === before) return { draft, said: "No había nada que quitar." };
    const one = `${named(before, first.from)} ya no sigue en ${named(before, first.to)}${first.port === "Done" ? "" : `, si ${words(first.port)}`}.`;
    return { draft: changed(draft, document), said: `${arrows.length === 1 ? one : `Se quitaron ${arrows.length} flechas.`}${lost(before, document)}` };
  }
  const what = count(gone.size, `Se quitó ${named(before, [...gone][0]!)}`, "Se quitaron # pasos");
  const joins = joined.length > 0 ? `; ${named(before, joined[0]!.from)} sigue ahora en ${named(before, joined[0]!.to)}` : "";
  return { draft: changed(draft, document), said: `${what}${joins}.${lost(before, document)}` };
}

function connected(draft: Draft, { arrow, instead }: Extract<Command, { do: "connect" }>, words: PortWords): Outcome {
  const before = draft.document;
  const ids = idsOf(before);
  if (!ids.has(arrow.from) || !ids.has(arrow.to)) return { draft, said: "Ese paso ya no existe." };
  if (arrowsOf(before).some((other) => isSame(other, arrow))) return { draft, said: "Esa flecha ya existe." };
  const document = withArrows(instead ? withoutArrows(before, [instead]) : before, [arrow]);
  const goesBack = reachedFrom(before, [arrow.to]).has(arrow.from);
  const way = `${named(before, arrow.from)} ${goesBack ? "vuelve ahora a" : "sigue ahora en"} ${named(before, arrow.to)}${arrow.port === "Done" ? "" : `, si ${words(arrow.port)}`}.`;
  return { draft: changed(draft, document), said: `${way}${lost(before, document)}` };
}

function pasted(draft: Draft, { activities: copied, arrows, facts = [] }: Clip): Outcome {
  const { document: before, activities, made } = withFactsOf(draft.document, copied, facts);
  const taken = new Set(idsOf(draft.document));
  const names = new Map<string, string>();
  for (const activity of activities) {
    const id = taken.has(activity.id) ? freshId(labelOf(activity), taken) : activity.id;
    taken.add(id);
    names.set(activity.id, id);
  }
  const steps = stepsOf({ definitionId: "", root: { activities } });
  const fresh = activities.map((activity, at) => {
    const { place } = steps[at]!;
    const id = names.get(activity.id)!;
    return shownAs({ ...activity, id, ...(activity.name === activity.id && { name: id }) }, { place: { x: place.x + 40, y: place.y + 40 } });
  });
  const document = withArrows(
    withNewActivities(before, fresh),
    arrows.map(({ from, port, to }) => ({ from: names.get(from) ?? from, port, to: names.get(to) ?? to })),
  );
  const kept = made.length === 0 ? "" : ` El flujo guarda ahora ${made.map((fact) => `«${fact}»`).join(", ")}.`;
  return { draft: changed(draft, document), said: `${count(fresh.length, "Se pegó un paso", "Se pegaron # pasos")}. Todavía nada llega a lo pegado.${kept}` };
}

function withPlaces(document: FlowDocument, places: Readonly<Record<string, Point>>): FlowDocument {
  const now = new Map(stepsOf(document).map((step) => [step.id, step.place]));
  return Object.entries(places).reduce((moved, [id, place]) => {
    const at = now.get(id);
    return !at || (at.x === place.x && at.y === place.y) ? moved : withActivity(moved, id, (activity) => shownAs(activity, { place }));
  }, document);
}

/** To the right of a step, or below what already stands there. */
function freePlace(previous: Step | undefined, steps: readonly Step[]): Point {
  const last = previous ?? steps.reduce<Step | undefined>((right, step) => (!right || step.place.x > right.place.x ? step : right), undefined);
  if (!last) return { x: 0, y: 0 };
  const at = { x: last.place.x + last.size.width + 60, y: last.place.y };
  const isTaken = () => steps.some(({ place, size }) => Math.abs(place.x - at.x) < size.width && Math.abs(place.y - at.y) < size.height);
  while (isTaken()) at.y += usualSize.height + 40;
  return at;
}

/** What no way leads to any more. */
function lost(before: FlowDocument, after: FlowDocument): string {
  const already = new Set(unreachedIn(before));
  const known = idsOf(before);
  const now = unreachedIn(after).filter((id) => known.has(id) && !already.has(id));
  if (now.length === 0) return "";
  return ` Nada llega ahora a ${now.slice(0, 3).map((id) => named(after, id)).join(", ")}${now.length > 3 ? ` ni a otros ${now.length - 3}` : ""}.`;
}

function named(document: FlowDocument, id: string): string {
  const activity = activitiesOf(document).find((one) => one.id === id);
  return `«${activity ? labelOf(activity) : id}»`;
}

const count = (number: number, one: string, many: string) => (number === 1 ? one : many.replace("#", String(number)));
