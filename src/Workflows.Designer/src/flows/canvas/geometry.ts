import type { Arrow, Point, Step } from "../draft/document";
import { keyOf } from "../draft/document";
import { routeOf, type Box, type Route } from "../../ui/route";

/** Every step is drawn as large, whatever a file says: what it has to show is the same. */
export const drawn = { width: 200, height: 92 };

// Files draw steps so close together that no word fits between them: the screen spreads them, the file keeps its places.
const spread = { x: 1.4, y: 1.3 };

export const onScreen = ({ x, y }: Point): Point => ({ x: x * spread.x, y: y * spread.y });
export const inFile = ({ x, y }: Point): Point => ({ x: Math.round(x / spread.x), y: Math.round(y / spread.y) });

export const boxOf = (id: string, place: Point): Box => ({ id, ...place, ...drawn });

export const boxesOf = (steps: readonly Step[]): ReadonlyMap<string, Box> => new Map(steps.map((step) => [step.id, boxOf(step.id, onScreen(step.place))]));

/** Which lane each arrow runs in: those that leave or enter the same step keep apart. */
export function lanesOf(arrows: readonly Arrow[], boxes: ReadonlyMap<string, Box>): ReadonlyMap<string, number> {
  let back = 0;
  const lanes = new Map<string, number>();
  const perStep = new Map<string, number>();
  for (const arrow of arrows) {
    const [from, to] = [boxes.get(arrow.from), boxes.get(arrow.to)];
    const goesBack = from !== undefined && to !== undefined && to.x < from.x + from.width;
    const lane = goesBack ? back++ % 8 : (perStep.get(arrow.from) ?? 0);
    if (!goesBack) perStep.set(arrow.from, lane + 1);
    lanes.set(keyOf(arrow), lane);
  }
  return lanes;
}

/** The way of every arrow, by its key. */
export function routesOf(arrows: readonly Arrow[], boxes: ReadonlyMap<string, Box>): ReadonlyMap<string, Route> {
  const lanes = lanesOf(arrows, boxes);
  const routes = new Map<string, Route>();
  for (const arrow of arrows) {
    const route = routeOf({ from: arrow.from, to: arrow.to, lane: lanes.get(keyOf(arrow)) ?? 0 }, boxes);
    if (route) routes.set(keyOf(arrow), route);
  }
  return routes;
}
