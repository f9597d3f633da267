import { Handle, Position, useStore, type Node, type NodeChange, type NodeProps } from "@xyflow/react";
import { memo, useCallback, useMemo, useRef } from "react";
import type { ArrowEdge } from "../../ui/flow/FlowArrow";
import { routesOf, type Box } from "../../ui/flow/route";
import { StatusShape } from "../../ui/StatusTag";
import { keyOf, type Arrow, type Point, type Step } from "../draft/document";
import { nameOfKind, type Palette } from "../draft/palette";
import { boxesOf, boxOf, drawn, onScreen } from "./geometry";
import { iconOfKind } from "./kinds";

/** What a step shows beside its name: whose it is, how long it gives, the worst that is wrong with it. */
export type Decoration = { who?: string; term?: string; problem?: { isError: boolean; text: string }; change?: "new" | "changed" };

export type StepBox = Node<{ step: Step; kind: string; decoration: Decoration | undefined }, "step">;

// Under this zoom words cannot be read: what is not drawn costs nothing.
const readable = 0.45;

/** Begin and end are pills, everything else a box with what one needs to tell it from the others. */
export const StepNode = memo(function StepNode({ data: { step, kind, decoration } }: NodeProps<StepBox>) {
  const isReadable = useStore((state) => state.transform[2] >= readable);
  const Icon = iconOfKind(step.type);
  const { who, term, problem, change } = decoration ?? {};
  const isEnd = step.type === "Elsa.Start" || step.type === "Elsa.Finish" || step.type === "Elsa.End";

  return (
    <div className={`step-box step${isEnd ? " step--end" : ""}${problem?.isError ? " step--wrong" : ""}${change ? ` step--${change}` : ""}`}>
      {step.type !== "Elsa.Start" && <Handle type="target" position={Position.Left} className="step__port" />}
      {isReadable ? (
        <>
          {!isEnd && (
            <span className="step-box__kind">
              <Icon size={14} stroke={1.75} aria-hidden /> {kind}
            </span>
          )}
          <strong className="step-box__name step__name">
            {isEnd && <Icon size={14} stroke={1.75} aria-hidden />} {step.label}
          </strong>
          {problem ? (
            <span className={`step__fact step__fact--${problem.isError ? "wrong" : "warning"}`}>
              <StatusShape tone={problem.isError ? "late" : "soon"} size={14} /> {problem.text}
            </span>
          ) : (
            (who || term) && <span className="step__fact">{[who, term].filter(Boolean).join(" · ")}</span>
          )}
        </>
      ) : (
        <strong className="step-box__name step__name step__name--far">{step.label}</strong>
      )}
      {step.type !== "Elsa.Finish" && step.type !== "Elsa.End" && <Handle type="source" position={Position.Right} className="step__port" />}
    </div>
  );
});

type Shown = {
  steps: readonly Step[];
  arrows: readonly Arrow[];
  live: ReadonlyMap<string, Point>;
  chosen: readonly string[];
  chosenArrow: string | undefined;
  decorations: ReadonlyMap<string, Decoration>;
  palette: Palette;
  wordsOf: (arrow: Arrow) => string;
};

/** Steps and arrows as React Flow wants them. What did not change is the same object, so that it is not drawn again. */
export function useShapes({ steps, arrows, live, chosen, chosenArrow, decorations, palette, wordsOf }: Shown) {
  const knownNodes = useRef(new Map<string, StepBox>());
  const knownEdges = useRef(new Map<string, ArrowEdge>());
  const measures = useRef(new Map<string, { width?: number; height?: number }>());

  const rested = useMemo(() => boxesOf(steps), [steps]);
  const restedRoutes = useMemo(() => routesOf(arrows, rested, keyOf, wordsOf), [arrows, rested, wordsOf]);

  const nodes = useMemo(() => {
    const wanted = new Set(chosen);
    const next = steps.map((step) => {
      const known = knownNodes.current.get(step.id);
      const decoration = decorations.get(step.id);
      const position = live.get(step.id) ?? onScreen(step.place);
      const selected = wanted.has(step.id);
      const kind = nameOfKind(palette, step.type);
      const isSame =
        known && known.position.x === position.x && known.position.y === position.y && known.selected === selected
        && known.data.decoration === decoration && known.data.step.label === step.label && known.data.kind === kind;
      if (isSame) return known;
      const node: StepBox = {
        id: step.id, type: "step", position, selected, data: { step, kind, decoration }, style: { width: drawn.width, height: drawn.height },
        ariaLabel: `${kind}: ${step.label}${decoration?.problem ? `. ${decoration.problem.text}` : ""}`, measured: measures.current.get(step.id) ?? { ...drawn },
      };
      return node;
    });
    knownNodes.current = new Map(next.map((node) => [node.id, node]));
    return next;
  }, [steps, live, chosen, decorations, palette]);

  const edges = useMemo(() => {
    const boxes: ReadonlyMap<string, Box> = live.size === 0 ? rested : new Map([...rested, ...[...live].map(([id, place]) => [id, boxOf(id, place)] as const)]);
    // While something is dragged only its own arrows follow; the others make room when it is dropped.
    const moving = live.size === 0 ? restedRoutes : routesOf(arrows.filter(({ from, to }) => live.has(from) || live.has(to)), boxes, keyOf, wordsOf);
    const next = arrows.flatMap((arrow) => {
      const id = keyOf(arrow);
      const route = moving.get(id) ?? restedRoutes.get(id);
      if (!route) return [];
      const known = knownEdges.current.get(id);
      const [words, selected] = [wordsOf(arrow), id === chosenArrow];
      if (known && known.data?.route === route && known.data.words === words && known.selected === selected) return [known];
      const edge: ArrowEdge = { id, type: "arrow", source: arrow.from, target: arrow.to, selected, focusable: false, data: { route, words } };
      return [edge];
    });
    knownEdges.current = new Map(next.map((edge) => [edge.id, edge]));
    return next;
  }, [arrows, chosenArrow, live, rested, restedRoutes, wordsOf]);

  const measured = useCallback((changes: NodeChange<StepBox>[]) => {
    for (const change of changes) if (change.type === "dimensions" && change.dimensions) measures.current.set(change.id, change.dimensions);
  }, []);

  return { nodes, edges, measured };
}
