import { boxesOf } from "../canvas/geometry";
import { arrowsOf, keyOf, stepsOf, type Arrow, type FlowDocument } from "../draft/document";
import { outlineOf } from "../draft/outline";
import { labelOfPort, nameOfKind, type Palette } from "../draft/palette";
import type { Decoration } from "../canvas/shapes";
import { routesOf, type Box, type Route } from "../../ui/flow/route";

/** A step on paper: where it stands and its lines of words. */
type PrintedStep = { readonly box: Box; readonly kind: string; readonly name: readonly string[]; readonly fact: string; readonly isEnd: boolean };
type PrintedArrow = { readonly key: string; readonly route: Route; readonly words: string };
type Frame = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A flow on paper: what is drawn, and how much of it stands on each strip. */
export type Sheet = { readonly steps: readonly PrintedStep[]; readonly arrows: readonly PrintedArrow[]; readonly whole: Frame; readonly strips: readonly Frame[] };

/** A row of the list under the drawing. */
export type PrintedRow = { readonly number: number; readonly label: string; readonly kind: string; readonly who: string; readonly term: string; readonly exits: readonly string[] };

const ends = new Set(["Elsa.Start", "Elsa.Finish", "Elsa.End"]);
const margin = 32;
// As wide as words of a page that lies on its side can still be read.
const stripWidth = 1560;
const lineLength = 27;
const mostLines = 3;

export function sheetOf(document: FlowDocument, palette: Palette, decorations: ReadonlyMap<string, Decoration>): Sheet {
  const steps = stepsOf(document);
  const boxes = boxesOf(steps);
  const arrows = arrowsOf(document);
  const wordsOf = (arrow: Arrow) => (arrow.port === "Done" ? "" : labelOfPort(palette, arrow.port));
  const routes = routesOf(arrows, boxes, keyOf, wordsOf);
  const printed = arrows.flatMap((arrow: Arrow): PrintedArrow[] => {
    const route = routes.get(keyOf(arrow));
    return route ? [{ key: keyOf(arrow), route, words: wordsOf(arrow) }] : [];
  });
  const whole = frameOf([...boxes.values()], printed.map(({ route }) => route));
  return {
    steps: steps.map((step) => ({
      box: boxes.get(step.id)!, kind: ends.has(step.type) ? "" : shortened(nameOfKind(palette, step.type), lineLength + 4), name: linesOf(step.label), isEnd: ends.has(step.type),
      fact: shortened(factOf(decorations.get(step.id)), lineLength + 4),
    })),
    arrows: printed,
    whole,
    strips: stripsOf(whole, [...boxes.values()]).map((strip) => lowered(strip, [...boxes.values()], printed.map(({ route }) => route))),
  };
}

export function rowsOf(document: FlowDocument, palette: Palette, decorations: ReadonlyMap<string, Decoration>): readonly PrintedRow[] {
  return outlineOf(document).map(({ step, number, exits }) => {
    const { who = "", term = "" } = decorations.get(step.id) ?? {};
    return {
      number, label: step.label, kind: nameOfKind(palette, step.type), who, term,
      exits: exits.map(({ port, to, goesBack }) => `${port === "Done" ? "" : `${labelOfPort(palette, port)}: `}${goesBack ? "vuelve a " : ""}${to.label}`),
    };
  });
}

/** Pieces of a drawing too wide for a page, cut where no step stands. */
function stripsOf(whole: Frame, boxes: readonly Box[]): Frame[] {
  const strips: Frame[] = [];
  const right = whole.x + whole.width;
  for (let from = whole.x; from < right; ) {
    const to = right - from <= stripWidth ? right : cutBefore(from + stripWidth, from, boxes);
    strips.push({ ...whole, x: from, width: to - from });
    from = to;
  }
  return strips;
}

/** A strip no higher than what stands on it. */
function lowered(strip: Frame, boxes: readonly Box[], routes: readonly Route[]): Frame {
  const isOn = (from: number, to: number) => Math.max(from, to) >= strip.x && Math.min(from, to) <= strip.x + strip.width;
  const heights = [
    ...boxes.filter((box) => isOn(box.x, box.x + box.width)).flatMap((box) => [box.y, box.y + box.height]),
    ...routes.flatMap(({ points }) => points.slice(1).flatMap((to, at) => (isOn(points[at]!.x, to.x) ? [points[at]!.y, to.y] : []))),
  ];
  const top = Math.min(...heights) - margin;
  return heights.length === 0 ? strip : { ...strip, y: top, height: Math.max(...heights) + margin - top };
}

function cutBefore(limit: number, from: number, boxes: readonly Box[]): number {
  const crossing = boxes.filter((box) => box.x < limit && box.x + box.width > limit);
  if (crossing.length === 0) return limit;
  const next = Math.min(...crossing.map((box) => box.x)) - margin / 2;
  // Steps over each other across a whole page: one of them is cut.
  return next <= from ? limit : cutBefore(next, from, boxes);
}

function frameOf(boxes: readonly Box[], routes: readonly Route[]): Frame {
  const spots = [...boxes.flatMap(({ x, y, width, height }) => [{ x, y }, { x: x + width, y: y + height }]), ...routes.flatMap(({ points }) => points)];
  if (spots.length === 0) return { x: 0, y: 0, width: 2 * margin, height: 2 * margin };
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return { x, y, width: Math.max(...xs) + margin - x, height: Math.max(...ys) + margin - y };
}

/** Words broken into lines that fit a step; what does not fit ends in «…». */
export function linesOf(label: string): readonly string[] {
  const lines: string[] = [""];
  for (const word of label.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line === "" || line.length + 1 + word.length <= lineLength) lines[lines.length - 1] = line === "" ? shortened(word, lineLength) : `${line} ${word}`;
    else lines.push(shortened(word, lineLength));
  }
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), shortened(`${lines[mostLines - 1]!} ${lines[mostLines]!}`, lineLength)];
}

/** XML without the characters that it may not have, however somebody got them into a name. */
export const wellFormed = (xml: string): string => xml.replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, "");

const shortened = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

const factOf = ({ who, term }: Decoration = {}) => [who, term].filter(Boolean).join(" · ");
