import { activitiesOf, arrowOf, connectionsOf, isPart, isSame, keyOf, type Activity, type Arrow, type FlowDocument, type Part, type Point } from "./document";

// Small changes of a drawing. Each gives another drawing, shares with the old one what stays, and keeps what it does not know.

const entries = (document: FlowDocument, name: "activities" | "connections"): readonly unknown[] => {
  const found = document.root[name];
  return Array.isArray(found) ? found : [];
};

const withRoot = (document: FlowDocument, change: Part): FlowDocument => ({ ...document, root: { ...document.root, ...change } });

export function withActivity(document: FlowDocument, id: string, change: (activity: Activity) => Activity): FlowDocument {
  const activities = entries(document, "activities");
  const at = activities.findIndex((one) => isPart(one) && one.id === id);
  if (at < 0) return document;
  const after = change(activities[at] as Activity);
  return after === activities[at] ? document : withRoot(document, { activities: activities.with(at, after) });
}

export function withNewActivities(document: FlowDocument, added: readonly Activity[]): FlowDocument {
  return added.length === 0 ? document : withRoot(document, { activities: [...entries(document, "activities"), ...added] });
}

/** Without some steps and every arrow from or to them. */
export function withoutActivities(document: FlowDocument, ids: ReadonlySet<string>): FlowDocument {
  const activities = entries(document, "activities");
  const stay = activities.filter((one) => !isPart(one) || typeof one.id !== "string" || !ids.has(one.id));
  if (stay.length === activities.length) return document;
  const gone = arrowsIn(document).filter(({ from, to }) => ids.has(from) || ids.has(to));
  return withoutArrows(withRoot(document, { activities: stay }), gone);
}

export function withArrows(document: FlowDocument, added: readonly Arrow[]): FlowDocument {
  const known = new Set(arrowsIn(document).map(keyOf));
  const fresh = added.filter((arrow, at) => !known.has(keyOf(arrow)) && added.findIndex((other) => isSame(arrow, other)) === at);
  if (fresh.length === 0) return document;
  const connections = fresh.map(({ from, port, to }) => ({ source: { activity: from, port }, target: { activity: to, port: "In" }, vertices: [] }));
  return withRoot(document, { connections: [...entries(document, "connections"), ...connections] });
}

export function withoutArrows(document: FlowDocument, removed: readonly Arrow[]): FlowDocument {
  const keys = new Set(removed.map(keyOf));
  const connections = entries(document, "connections");
  const stay = connections.filter((one) => !isConnection(one) || !keys.has(keyOf(arrowOf(one))));
  return stay.length === connections.length ? document : withRoot(document, { connections: stay });
}

/** What the drawing shows of a step: its words, where it stands. */
export function shownAs(activity: Activity, shown: { label?: string; description?: string; place?: Point }): Activity {
  const metadata = isPart(activity.metadata) ? activity.metadata : {};
  const designer = isPart(metadata.designer) ? metadata.designer : {};
  const { label, description, place } = shown;
  return {
    ...activity,
    metadata: {
      ...metadata,
      ...(label !== undefined && { displayText: label }),
      ...(description !== undefined && { description, showDescription: description !== "" }),
      ...(place && { designer: { ...designer, position: { ...(isPart(designer.position) ? designer.position : {}), x: place.x, y: place.y } } }),
    },
  };
}

/** An input with another value; undefined takes it out. */
export function withInput(activity: Activity, name: string, value: unknown): Activity {
  if (value !== undefined) return { ...activity, [name]: value };
  const { [name]: gone, ...rest } = activity;
  return gone === undefined ? activity : (rest as Activity);
}

/** An id that no step has, made of what the step is called. */
export function freshId(label: string, taken: ReadonlySet<string>): string {
  const words = label.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? ["paso"];
  const base = words.slice(0, 4).map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("").slice(0, 40);
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}${count}`;
    if (!taken.has(id)) return id;
  }
}

export const idsOf = (document: FlowDocument): ReadonlySet<string> => new Set(activitiesOf(document).map((activity) => activity.id));

const arrowsIn = (document: FlowDocument): readonly Arrow[] => connectionsOf(document).map(arrowOf);

const isConnection = (one: unknown): one is Parameters<typeof arrowOf>[0] => isPart(one) && isPart(one.source) && isPart(one.target);
