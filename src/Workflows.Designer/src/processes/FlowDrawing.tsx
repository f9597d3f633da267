import {
  Background, Controls, Handle, Position, ReactFlow, type Node, type NodeProps,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useMemo } from "react";
import { FlowArrow, type ArrowEdge } from "../ui/flow/FlowArrow";
import { routesOf } from "../ui/flow/route";
import { StatusTag } from "../ui/StatusTag";
import { standing, stepSentence, stepTones, type Drawing, type Step } from "./steps";

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
const edgeTypes = { arrow: FlowArrow };

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
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={20} color="var(--line-strong)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

function StepBox({ data: { step } }: NodeProps<StepNode>) {
  return (
    <div className={`step-box flow__step flow__step--${step.state}`} style={{ width: step.width, height: step.height }}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <span className="step-box__kind">{step.kind}</span>
      <strong className="step-box__name">{step.label}</strong>
      <StatusTag bare tone={stepTones[step.state]}>{stepSentence(step)}</StatusTag>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function nodeOf(step: Step): StepNode {
  return { id: step.id, type: "step", position: { x: step.x * spread, y: step.y * spread }, data: { step } };
}

/** Ways pass through no step, and each way back runs a lane of its own. */
function edgesOf({ arrows, steps }: Drawing): ArrowEdge[] {
  const boxes = new Map(steps.map(({ id, x, y, width, height }) => [id, { id, x: x * spread, y: y * spread, width, height }]));
  const routes = routesOf(arrows, boxes, keyOf, wordsOf);
  return arrows.flatMap((arrow) => {
    const route = routes.get(keyOf(arrow));
    return route ? [{ id: keyOf(arrow), type: "arrow", source: arrow.from, target: arrow.to, data: { route, words: wordsOf(arrow), isTaken: arrow.isTaken } }] : [];
  });
}

const wordsOf = ({ port, portLabel }: Drawing["arrows"][number]) => (port === "Done" ? "" : portLabel);
const keyOf = ({ from, port, to }: Drawing["arrows"][number]) => JSON.stringify([from, port, to]);
