import fc from "fast-check";
import { expect, it } from "vitest";
import { pathOf, routeOf, routesOf, type Box, type Spot } from "./route";

const box = (id: string, x: number, y: number): Box => ({ id, x, y, width: 100, height: 60 });
const boxes = (...all: Box[]) => new Map(all.map((one) => [one.id, one]));

/** Whether a way passes through the inside of a step. */
function strikes(points: readonly Spot[], { x, y, width, height }: Box): boolean {
  return points.slice(1).some((to, at) => {
    const from = points[at]!;
    return Math.max(from.x, to.x) > x && Math.min(from.x, to.x) < x + width && Math.max(from.y, to.y) > y && Math.min(from.y, to.y) < y + height;
  });
}

it("goes straight on where nothing stands between", () => {
  expect(routeOf({ from: "a", to: "b", lane: 0 }, boxes(box("a", 0, 0), box("b", 200, 0)))!.points).toEqual([{ x: 100, y: 30 }, { x: 200, y: 30 }]);
});

it("goes around a step that stands in the way", () => {
  const all = boxes(box("a", 0, 0), box("between", 200, 0), box("b", 400, 0));
  const { points } = routeOf({ from: "a", to: "b", lane: 0 }, all)!;

  expect(strikes(points, all.get("between")!)).toBe(false);
  expect(points.at(-1)).toEqual({ x: 400, y: 30 });
});

it("goes back below, and says that it does", () => {
  const route = routeOf({ from: "b", to: "a", lane: 1 }, boxes(box("a", 0, 0), box("between", 200, 40), box("b", 400, 0)))!;

  expect(route.goesBack).toBe(true);
  expect(route.label.y).toBeGreaterThan(100);
});

it("an arrow to a step that stands before, or to itself, is a way back; one onwards is none", () => {
  const all = boxes(box("entregar", 0, 0), box("revisar", 200, 0));
  const goesBack = (from: string, to: string) => routeOf({ from, to, lane: 0 }, all)!.goesBack;

  expect([goesBack("entregar", "revisar"), goesBack("revisar", "entregar"), goesBack("revisar", "revisar")]).toEqual([false, true, true]);
});

it("words stand apart from each other and from steps, though their arrows run on the same line", () => {
  const all = boxes(box("abre", 0, 200), box("uno", 400, 0), box("dos", 400, 200), box("tres", 400, 400));
  const arrows = ["uno", "dos", "tres"].map((to) => ({ from: "abre", to, words: `Camino ${to}` }));
  const labels = [...routesOf(arrows, all, ({ to }) => to, ({ words }) => words).values()].map(({ label }) => label);

  for (const [at, one] of labels.entries()) {
    for (const other of labels.slice(at + 1)) expect(Math.abs(one.x - other.x) >= 60 || Math.abs(one.y - other.y) >= 20, JSON.stringify(labels)).toBe(true);
    for (const step of all.values()) expect(one.x > step.x && one.x < step.x + step.width && one.y > step.y && one.y < step.y + step.height).toBe(false);
  }
});

it.each([420, 240])("two ways between the same steps say both, %d apart", (distance) => {
  const arrows = [{ port: "Aprobado" }, { port: "Observado" }].map(({ port }) => ({ from: "a", to: "b", port }));
  const [one, other] = [...routesOf(arrows, boxes(box("a", 0, 0), box("b", distance, 0)), ({ port }) => port, ({ port }) => port).values()].map(({ label }) => label);

  expect(Math.abs(one!.x - other!.x) >= 60 || Math.abs(one!.y - other!.y) >= 20).toBe(true);
});

it("rounds its corners and ends where it should", () => {
  expect(pathOf([{ x: 0, y: 0 }, { x: 50, y: 0 }, { x: 50, y: 40 }])).toBe("M0 0L42 0Q50 0 50 8L50 40");
});

it("passes through no step of a drawing in columns, however its arrows run", () => {
  const place = fc.record({ column: fc.nat(5), row: fc.nat(4) });
  fc.assert(
    fc.property(fc.uniqueArray(place, { selector: ({ column, row }) => `${column} ${row}`, minLength: 2, maxLength: 20 }), fc.nat(19), fc.nat(19), fc.nat(3), (places, one, other, lane) => {
      const all = boxes(...places.map(({ column, row }, at) => box(`${at}`, column * 200, row * 160)));
      const [from, to] = [`${one % places.length}`, `${other % places.length}`];
      const { points } = routeOf({ from, to, lane }, all)!;
      for (const step of all.values()) if (step.id !== from && step.id !== to) expect(strikes(points, step), JSON.stringify({ step, points })).toBe(false);
    }),
    { numRuns: 500 },
  );
});
