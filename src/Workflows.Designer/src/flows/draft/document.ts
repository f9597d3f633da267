/** Any part of a drawing: what the designer does not know is kept as it is. */
export type Part = { readonly [name: string]: unknown };

/** A step as its JSON writes it: one property for each input, and whatever else a file brought. */
export type Activity = Part & { readonly id: string; readonly type: string };

/** An arrow as its JSON writes it. */
export type Connection = Part & { readonly source: Part; readonly target: Part };

/** A drawing as its JSON writes it: a definition whose root is a chart. Never changed in place. */
export type FlowDocument = Part & { readonly definitionId: string; readonly name?: string; readonly root: Part };

export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

/** A step as people see it. */
export type Step = {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly description: string;
  readonly place: Point;
  readonly size: Size;
};

/** An arrow as people see it: from a way out of a step to another step. */
export type Arrow = { readonly from: string; readonly port: string; readonly to: string };

export const usualSize: Size = { width: 220, height: 80 };

/** A distance that a step which nobody placed keeps from the one before it. */
const gap = 60;

export const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function activitiesOf(document: FlowDocument): readonly Activity[] {
  return list(document.root.activities).filter((one): one is Activity => isPart(one) && typeof one.id === "string" && typeof one.type === "string");
}

export function connectionsOf(document: FlowDocument): readonly Connection[] {
  return list(document.root.connections).filter((one): one is Connection => isPart(one) && isPart(one.source) && isPart(one.target));
}

export function arrowOf({ source, target }: Connection): Arrow {
  return { from: text(source.activity), port: text(source.port) || "Done", to: text(target.activity) };
}

/** What a step is called: what its drawing shows, or its name. */
export function labelOf(activity: Activity): string {
  const shown = isPart(activity.metadata) ? text(activity.metadata.displayText) : "";
  return shown || text(activity.name) || activity.id;
}

/** The steps in the order of the file; one that nobody placed stands after those before it. */
export function stepsOf(document: FlowDocument): readonly Step[] {
  return activitiesOf(document).map((activity, index) => {
    const metadata = isPart(activity.metadata) ? activity.metadata : {};
    const designer = isPart(metadata.designer) ? metadata.designer : {};
    const [position, size] = [isPart(designer.position) ? designer.position : {}, isPart(designer.size) ? designer.size : {}];
    return {
      id: activity.id,
      type: activity.type,
      label: labelOf(activity),
      description: text(metadata.description),
      place: { x: number(position.x) ?? index * (usualSize.width + gap), y: number(position.y) ?? 0 },
      size: { width: number(size.width) ?? usualSize.width, height: number(size.height) ?? usualSize.height },
    };
  });
}

/** The arrows, each once, whose two ends exist. */
export function arrowsOf(document: FlowDocument): readonly Arrow[] {
  const ids = new Set(activitiesOf(document).map((activity) => activity.id));
  const arrows = connectionsOf(document).map(arrowOf).filter((arrow) => ids.has(arrow.from) && ids.has(arrow.to));
  return [...new Map(arrows.map((arrow) => [keyOf(arrow), arrow])).values()];
}

/** What tells an arrow from every other. */
export const keyOf = ({ from, port, to }: Arrow): string => JSON.stringify([from, port, to]);

export const isSame = (one: Arrow, other: Arrow): boolean => one.from === other.from && one.port === other.port && one.to === other.to;

/** The fixed value of an input: what is written, not what would be computed. */
export function valueOf(activity: Activity, name: string): unknown {
  const input = activity[name];
  if (!isPart(input)) return input ?? undefined;
  const expression = isPart(input.expression) ? input.expression : {};
  return expression.type === "Literal" || expression.type === "Object" ? expression.value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
