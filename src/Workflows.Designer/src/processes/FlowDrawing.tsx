import {
  Background, BaseEdge, Controls, EdgeLabelRenderer, getSmoothStepPath, Handle, MarkerType, Position, ReactFlow, type Edge, type EdgeProps, type Node, type NodeProps,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useMemo } from "react";
import { StatusTag } from "../ui/StatusTag";
import { isReturn, standing, stepSentence, stepTones, type Drawing, type Step } from "./steps";

type StepNode = Node<{ step: Step }, "step">;

const spanish = {
  "controls.ariaLabel": "Acercar y alejar el dibujo",
  "controls.zoomIn.ariaLabel": "Acercar",
  "controls.zoomOut.ariaLabel": "Alejar",
  "controls.fitView.ariaLabel": "Ver todo",
} as const;

// Steps drawn close together leave no room for the words between them.
const spread = 1.4;

// Ways back leave the steps by this much, and each other by that.
const firstLane = 20;
const laneApart = 16;

// Declared once: React Flow makes its nodes anew when this changes.
const nodeTypes = { step: StepBox };
const edgeTypes = { step: StepEdge };

/** The flow as it was drawn, to be looked at: shape, line and words say where the process stands. */
export default function FlowDrawing({ drawing }: { drawing: Drawing }) {
  const nodes = useMemo(() => drawing.steps.map(nodeOf), [drawing]);
  const edges = useMemo(() => edgesOf(drawing), [drawing]);
  // A long flow seen whole cannot be read.
  const here = standing(drawing.steps).map(({ id }) => ({ id }));

  return (
    <div className="flow" role="group" aria-label="Dibujo del flujo; la lista que sigue dice lo mismo">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        ariaLabelConfig={spanish}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        fitView
        fitViewOptions={here.length > 0 ? { nodes: here, minZoom: 0.75, maxZoom: 0.9 } : { padding: 0.1, maxZoom: 1 }}
        minZoom={0.1}
      >
        <Background gap={20} color="#cfd8e2" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function StepBox({ data: { step } }: NodeProps<StepNode>) {
  return (
    <div className={`flow__step flow__step--${step.state}`} style={{ width: step.width, minHeight: step.height }}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="flow__kind">{step.kind}</span>
      <strong>{step.label}</strong>
      <StatusTag bare tone={stepTones[step.state]}>{stepSentence(step)}</StatusTag>
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <Handle type="target" id="back" position={Position.Bottom} isConnectable={false} />
      <Handle type="source" id="back" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

function nodeOf(step: Step): StepNode {
  return { id: step.id, type: "step", position: { x: step.x * spread, y: step.y * spread }, data: { step } };
}

type WayEdge = Edge<{ lane: number }, "step">;

/** Each way back runs a lane of its own, so that two of them are two lines. */
function edgesOf({ arrows, steps }: Drawing): WayEdge[] {
  let lanes = 0;
  return arrows.map((arrow) => edgeOf(arrow, isReturn(arrow, steps) ? ++lanes : 0));
}

/** Drawn under the steps when it goes back: along its row it would hide behind them. */
function edgeOf(arrow: Drawing["arrows"][number], lane: number): WayEdge {
  const goesBack = lane > 0;
  const color = goesBack ? "var(--soon)" : arrow.isTaken ? "var(--done)" : "var(--control)";
  return {
    id: `${arrow.from} ${arrow.port} ${arrow.to}`,
    source: arrow.from,
    target: arrow.to,
    type: "step",
    data: { lane },
    ...(goesBack && { sourceHandle: "back", targetHandle: "back" }),
    label: arrow.port === "Done" ? undefined : arrow.portLabel,
    style: { stroke: color, strokeWidth: arrow.isTaken ? 2 : 1.5, strokeDasharray: goesBack ? "5 4" : undefined },
    markerEnd: { type: MarkerType.ArrowClosed, color, width: 22, height: 22, markerUnits: "userSpaceOnUse" },
  };
}

/** A way with rounded corners, and its words in a pill that no line strikes through. */
function StepEdge({ id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, label, style, markerEnd, data }: EdgeProps<WayEdge>) {
  const [path, x, y] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 8, offset: firstLane + (data?.lane ?? 0) * laneApart });

  return (
    <>
      <BaseEdge id={id} path={path} style={style} markerEnd={markerEnd} />
      {label && (
        <EdgeLabelRenderer>
          <div className="flow__label" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            {label}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
