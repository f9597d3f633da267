import { Controls, Handle, MarkerType, Position, ReactFlow, type Edge, type Node, type NodeProps } from "@xyflow/react";
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

// Declared once: React Flow makes its nodes anew when this changes.
const nodeTypes = { step: StepBox };

/** The flow as it was drawn, to be looked at: shape, line and words say where the process stands. */
export default function FlowDrawing({ drawing }: { drawing: Drawing }) {
  const nodes = useMemo(() => drawing.steps.map(nodeOf), [drawing]);
  const edges = useMemo(() => drawing.arrows.map((arrow) => edgeOf(arrow, isReturn(arrow, drawing.steps))), [drawing]);
  // A long flow seen whole cannot be read.
  const here = standing(drawing.steps).map(({ id }) => ({ id }));

  return (
    <div className="flow" role="group" aria-label="Dibujo del flujo; la lista que sigue dice lo mismo">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
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
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function StepBox({ data: { step } }: NodeProps<StepNode>) {
  return (
    <div className={`flow__step flow__step--${step.state}`} style={{ width: step.width, minHeight: step.height }}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
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

/** Drawn under the steps when it goes back: along its row it would hide behind them. */
function edgeOf(arrow: Drawing["arrows"][number], goesBack: boolean): Edge {
  const color = arrow.isTaken ? "var(--ink)" : "var(--line)";
  return {
    id: `${arrow.from} ${arrow.port} ${arrow.to}`,
    source: arrow.from,
    target: arrow.to,
    type: "smoothstep",
    ...(goesBack && { sourceHandle: "back", targetHandle: "back" }),
    label: arrow.port === "Done" ? undefined : arrow.portLabel,
    labelShowBg: true,
    labelBgPadding: [6, 3],
    labelBgBorderRadius: 8,
    labelBgStyle: { fill: "var(--surface)", stroke: "var(--line)" },
    labelStyle: { fontSize: 12, fill: "var(--text)" },
    style: { stroke: color, strokeWidth: arrow.isTaken ? 3 : 1.5, strokeDasharray: arrow.isTaken ? undefined : "6 4" },
    markerEnd: { type: MarkerType.ArrowClosed, color },
  };
}
