import { BaseEdge, EdgeLabelRenderer, useStore, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { pathOf, type Route } from "./route";
import "./flow-drawing.css";

export type ArrowEdge = Edge<{ route: Route; words: string; isTaken?: boolean }, "arrow">;

// Under this zoom words cannot be read.
const readable = 0.6;

/** A way with rounded corners that passes through no step, and its words in a pill on its longest piece. */
export const FlowArrow = memo(function FlowArrow({ id, data, selected }: EdgeProps<ArrowEdge>) {
  const isReadable = useStore((state) => state.transform[2] >= readable);
  if (!data) return null;
  const { route, words, isTaken } = data;
  const look = selected ? "chosen" : route.goesBack ? "back" : isTaken ? "taken" : "on";

  return (
    <>
      <defs>
        <marker id={`arrow-${look}`} markerWidth="8" markerHeight="8" refX="8" refY="4" orient="auto" markerUnits="userSpaceOnUse">
          <path d="M0 0 8 4 0 8z" className={`arrow__head arrow__head--${look}`} />
        </marker>
      </defs>
      <BaseEdge
        id={id} path={pathOf(route.points)} className={`arrow arrow--${look}${isTaken ? " arrow--wide" : ""}`} markerEnd={`url(#arrow-${look})`} interactionWidth={16}
      />
      {words && isReadable && (
        <EdgeLabelRenderer>
          <div className="arrow__label" style={{ transform: `translate(-50%, -50%) translate(${route.label.x}px, ${route.label.y}px)` }}>
            {words}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
