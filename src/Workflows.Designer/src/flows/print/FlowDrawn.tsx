import type { Ref } from "react";
import { pathOf } from "../../ui/flow/route";
import type { Sheet } from "./sheet";

/** Colours as a file keeps them, which knows no variables. */
export type Inks = { readonly ink: string; readonly muted: string; readonly line: string; readonly arrow: string; readonly back: string; readonly surface: string };

export function inksOfPage(): Inks {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { ink: of("--ink"), muted: of("--muted"), line: of("--line-strong"), arrow: of("--control"), back: of("--soon"), surface: of("--surface") };
}

type Props = { sheet: Sheet; part: Sheet["whole"]; inks: Inks; title: string; ref?: Ref<SVGSVGElement> };

/** A flow as a picture that stands alone: on paper, or in a file that any program shows. */
export function FlowDrawn({ sheet, part, inks, title, ref }: Props) {
  return (
    <svg
      ref={ref} xmlns="http://www.w3.org/2000/svg" role="img" aria-label={title} viewBox={`${part.x} ${part.y} ${part.width} ${part.height}`} width={part.width} height={part.height}
      fontFamily="Roboto, Arial, sans-serif"
    >
      <title>{title}</title>
      <rect x={part.x} y={part.y} width={part.width} height={part.height} fill={inks.surface} />
      {sheet.arrows.map(({ key, route }) => {
        const ink = route.goesBack ? inks.back : inks.arrow;
        const end = route.points.at(-1)!;
        const before = route.points.at(-2) ?? end;
        return (
          <g key={key}>
            <path d={pathOf(route.points)} fill="none" stroke={ink} strokeWidth={1.5} strokeDasharray={route.goesBack ? "5 4" : undefined} />
            <path d="M0 0 -8 -4 -8 4z" fill={ink} transform={`translate(${end.x} ${end.y}) rotate(${angle(before, end)})`} />
          </g>
        );
      })}
      {sheet.steps.map(({ box, kind, name, fact, isEnd }) => {
        const height = 16 + name.length * 16 + (kind ? 14 : 0) + (fact ? 15 : 0);
        const top = box.y + (box.height - height) / 2 + 18;
        return (
          <g key={box.id}>
            <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={isEnd ? box.height / 2 : 2} fill={inks.surface} stroke={inks.line} />
            {!isEnd && <rect x={box.x} y={box.y} width={4} height={box.height} fill={inks.line} />}
            {kind && <text x={box.x + 14} y={top} fontSize={11} fill={inks.muted}>{kind}</text>}
            {name.map((line, at) => (
              <text
                key={at} x={isEnd ? box.x + box.width / 2 : box.x + 14} textAnchor={isEnd ? "middle" : undefined} y={top + (kind ? 16 : 0) + at * 16} fontSize={13} fontWeight={500}
                fill={inks.ink}
              >
                {line}
              </text>
            ))}
            {fact && <text x={box.x + 14} y={top + (kind ? 16 : 0) + name.length * 16} fontSize={11} fill={inks.muted}>{fact}</text>}
          </g>
        );
      })}
      {sheet.arrows.filter(({ words }) => words !== "").map(({ key, route, words }) => {
        const width = words.length * 6.4 + 14;
        return (
          <g key={key}>
            <rect x={route.label.x - width / 2} y={route.label.y - 9} width={width} height={18} rx={9} fill={inks.surface} stroke={inks.line} />
            <text x={route.label.x} y={route.label.y + 4} fontSize={11} fontWeight={500} textAnchor="middle" fill={inks.ink}>{words}</text>
          </g>
        );
      })}
    </svg>
  );
}

function angle(from: { x: number; y: number }, to: { x: number; y: number }): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}
