import type { Box } from "../../ui/flow/route";
import type { Point, Step } from "../draft/document";

/** Every step is drawn as large, whatever a file says: what it has to show is the same. */
export const drawn = { width: 200, height: 92 };

// Files draw steps so close together that no word fits between them: the screen spreads them, the file keeps its places.
const spread = { x: 1.4, y: 1.3 };

export const onScreen = ({ x, y }: Point): Point => ({ x: x * spread.x, y: y * spread.y });
export const inFile = ({ x, y }: Point): Point => ({ x: Math.round(x / spread.x), y: Math.round(y / spread.y) });

export const boxOf = (id: string, place: Point): Box => ({ id, ...place, ...drawn });

export const boxesOf = (steps: readonly Step[]): ReadonlyMap<string, Box> => new Map(steps.map((step) => [step.id, boxOf(step.id, onScreen(step.place))]));
