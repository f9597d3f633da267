/** Where a step stands in a drawing. */
export type Box = { readonly id: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Spot = { readonly x: number; readonly y: number };

/** The way of an arrow: corners from its beginning to its end, and where its words stand. */
export type Route = { readonly points: readonly Spot[]; readonly label: Spot; readonly goesBack: boolean };

/** An arrow asks for its way. Its lane keeps it apart from others that would run on the same line. */
export type Way = { readonly from: string; readonly to: string; readonly lane: number };

const clear = 10;
const step = 16;
const corner = 8;
// Past so many they would run out of the drawing.
const backLanes = 8;

/**
 * Ways along right angles that pass through no step: straight on where nothing stands between, else over or under what does. A way back
 * leaves and enters below, so that it is told from a way on. Where steps are drawn over each other no way is free; then the straight one.
 */
export function routeOf({ from, to, lane }: Way, boxes: ReadonlyMap<string, Box>): Route | null {
  const [begin, end] = [boxes.get(from), boxes.get(to)];
  if (!begin || !end) return null;
  const goesBack = end.x < begin.x + begin.width;
  const others = [...boxes.values()].filter((box) => box.id !== from && box.id !== to);
  const candidates = goesBack ? waysBack(begin, end, lane, others) : waysOn(begin, end, lane, others);
  const points = candidates.find((way) => isFree(way, others)) ?? candidates[0]!;
  return { points: tidy(points), label: labelSpot(points), goesBack };
}

type Ends = { readonly from: string; readonly to: string };

/**
 * The way of every arrow of a drawing, by its key. Those that leave the same step, and those that go back, keep apart; the words of each stand
 * where neither a step nor other words do.
 */
export function routesOf<T extends Ends>(
  arrows: readonly T[], boxes: ReadonlyMap<string, Box>, keyOf: (arrow: T) => string, wordsOf: (arrow: T) => string,
): ReadonlyMap<string, Route> {
  const taken: Area[] = [...boxes.values()];
  const routes = new Map<string, Route>();
  const leaving = new Map<string, number>();
  let back = 0;
  for (const arrow of arrows) {
    const [from, to] = [boxes.get(arrow.from), boxes.get(arrow.to)];
    if (!from || !to) continue;
    const goesBack = to.x < from.x + from.width;
    const lane = goesBack ? back++ % backLanes : (leaving.get(arrow.from) ?? 0);
    if (!goesBack) leaving.set(arrow.from, lane + 1);
    const route = routeOf({ from: arrow.from, to: arrow.to, lane }, boxes)!;
    const words = wordsOf(arrow);
    routes.set(keyOf(arrow), words === "" ? route : { ...route, label: freeSpot(route, words, taken) });
  }
  return routes;
}

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const letter = 6.4;
const pill = { padding: 14, height: 20 };

/** Along the way, the level and long pieces first; where all is taken, the usual place. What was found is taken from then on. */
function freeSpot({ points, label }: Route, words: string, taken: Area[]): Spot {
  const width = words.length * letter + pill.padding;
  const areaOf = ({ x, y }: Spot): Area => ({ x: x - width / 2, y: y - pill.height / 2, width, height: pill.height });
  // Where a short way has no room for several, over or under it.
  const beside = [-1, 1].map((side) => ({ x: label.x, y: label.y + side * (pill.height + 2) }));
  const along = piecesOf(points).flatMap(({ from, to }) => [0.5, 0.3, 0.7, 0.15, 0.85].map((part) => ({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part })));
  const spot = [label, ...along, ...beside].find((one) => !taken.some((area) => overlap(areaOf(one), area))) ?? label;
  taken.push(areaOf(spot));
  return spot;
}

const overlap = (one: Area, other: Area) =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

/** An SVG path along the corners, each rounded. */
export function pathOf(points: readonly Spot[]): string {
  return points
    .map((point, at) => {
      const [before, after] = [points[at - 1], points[at + 1]];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const [into, out] = [towards(point, before), towards(point, after)];
      return `L${into.x} ${into.y}Q${point.x} ${point.y} ${out.x} ${out.y}`;
    })
    .join("");
}

function waysOn(begin: Box, end: Box, lane: number, others: readonly Box[]): Spot[][] {
  const [leave, enter] = [{ x: begin.x + begin.width, y: middle(begin) }, { x: end.x, y: middle(end) }];
  const room = enter.x - leave.x;
  const shift = Math.min(lane * corner, Math.max(room / 2 - clear, 0));
  const bends = [leave.x + room / 2, leave.x + clear + shift, enter.x - clear - shift];
  const direct = leave.y === enter.y ? [[leave, enter]] : bends.map((x) => [leave, { x, y: leave.y }, { x, y: enter.y }, enter]);
  const [first, last] = [leave.x + clear + shift, enter.x - clear - shift];
  const around = heightsAround(others, first, last, lane, (leave.y + enter.y) / 2)
    .map((y) => [leave, { x: first, y: leave.y }, { x: first, y }, { x: last, y }, { x: last, y: enter.y }, enter]);
  return [...direct, ...around];
}

function waysBack(begin: Box, end: Box, lane: number, others: readonly Box[]): Spot[][] {
  const offset = (lane % 5) * corner;
  const [leave, enter] = [{ x: begin.x + begin.width / 2 + offset, y: bottom(begin) }, { x: end.x + end.width / 2 - offset, y: bottom(end) }];
  if (begin.id === end.id) {
    const y = leave.y + step + lane * corner;
    return [[{ x: begin.x + begin.width * 0.7, y: leave.y }, { x: begin.x + begin.width * 0.7, y }, { x: begin.x + begin.width * 0.3, y }, { x: begin.x + begin.width * 0.3, y: leave.y }]];
  }
  // Where something stands right under a step: in the gap beside it.
  const leaves = [[leave], beside(begin.x + begin.width, clear + offset, middle(begin) + step)];
  const enters = [[enter], beside(end.x, -clear - offset, middle(end) + step).toReversed()];
  const lowest = Math.max(leave.y, enter.y) + step + lane * corner;
  const around = heightsAround(others, end.x - step, begin.x + begin.width + step, lane, lowest);
  return [lowest, ...around.filter((y) => y >= lowest), ...around].flatMap((y) =>
    leaves.flatMap((head) => enters.map((tail) => [...head, { x: head.at(-1)!.x, y }, { x: tail[0]!.x, y }, ...tail])),
  );
}

const beside = (side: number, away: number, y: number): Spot[] => [{ x: side, y }, { x: side + away, y }];

/** Heights just over and under what stands between two columns, the nearest first. */
function heightsAround(others: readonly Box[], from: number, to: number, lane: number, near: number): number[] {
  const between = others.filter((box) => box.x < Math.max(from, to) + clear && box.x + box.width > Math.min(from, to) - clear);
  const apart = clear + 4 + lane * corner;
  return between.flatMap((box) => [box.y - apart, bottom(box) + apart]).sort((one, other) => Math.abs(one - near) - Math.abs(other - near));
}

function isFree(points: readonly Spot[], others: readonly Box[]): boolean {
  return points.slice(1).every((to, at) => {
    const from = points[at]!;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [top, low] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return others.every((box) => right < box.x - 2 || left > box.x + box.width + 2 || low < box.y - 2 || top > bottom(box) + 2);
  });
}

/** The straight pieces of a way, the longest first, the level ones before: words are wide. */
function piecesOf(points: readonly Spot[]) {
  const long = ({ from, to }: { from: Spot; to: Spot }) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y) * 0.6;
  return points.slice(1).map((to, at) => ({ from: points[at]!, to })).toSorted((one, other) => long(other) - long(one));
}

function labelSpot(points: readonly Spot[]): Spot {
  const { from, to } = piecesOf(points)[0]!;
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** Without corners on a straight line. */
function tidy(points: readonly Spot[]): Spot[] {
  return points.filter((point, at) => {
    const [before, after] = [points[at - 1], points[at + 1]];
    return !before || !after || !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}

function towards(from: Spot, to: Spot): Spot {
  const distance = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  const part = distance === 0 ? 0 : Math.min(corner, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

const bottom = (box: Box) => box.y + box.height;
const middle = (box: Box) => box.y + box.height / 2;
