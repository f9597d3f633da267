import {
  Background, Controls, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow, type Connection, type EdgeChange, type NodeChange,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from "react";
import type { Command } from "../draft/commands";
import { arrowsOf, stepsOf, type Arrow, type FlowDocument, type Point } from "../draft/document";
import { orderOf } from "../draft/walk";
import { labelOfPort, type Palette } from "../draft/palette";
import { dragType } from "./dragType";
import { drawn, inFile, onScreen } from "./geometry";
import { FlowArrow, type ArrowEdge } from "../../ui/flow/FlowArrow";
import { StepNode, useShapes, type Decoration, type StepBox } from "./shapes";
import "./canvas.css";

export type CanvasProps = {
  document: FlowDocument;
  palette: Palette;
  chosen: readonly string[];
  /** What each step shows beside its name. */
  decorations: ReadonlyMap<string, Decoration>;
  /** The steps at which it opens; without them a long flow opens at its beginning. */
  firstShown?: readonly string[];
  /** Only to be looked at: nothing moves. */
  isReadOnly?: boolean;
  onCommand?: (command: Command) => void;
  onChoose?: (steps: readonly string[]) => void;
  /** Somebody drew an arrow with the mouse: the way out is still to be said when there are several. */
  onConnect?: (from: string, to: string) => void;
  /** Enter on a step: its panel. */
  onOpen?: (step: string) => void;
  /** A kind of step dropped from the palette. */
  onDrop?: (type: string, place: Point) => void;
};

const spanish = {
  "controls.ariaLabel": "Acercar y alejar el dibujo",
  "controls.zoomIn.ariaLabel": "Acercar",
  "controls.zoomOut.ariaLabel": "Alejar",
  "controls.fitView.ariaLabel": "Ver todo",
  "minimap.ariaLabel": "Mapa del flujo",
} as const;

// Declared once: React Flow makes everything anew when these change.
const nodeTypes = { step: StepNode };
const edgeTypes = { arrow: FlowArrow };

const byKey: Record<string, Point> = { ArrowLeft: { x: -20, y: 0 }, ArrowRight: { x: 20, y: 0 }, ArrowUp: { x: 0, y: -20 }, ArrowDown: { x: 0, y: 20 } };

/** The flow as a drawing to work on: steps are dragged or moved by keys, arrows drawn from step to step. */
export default function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

const nothing = () => undefined;

function Drawing(props: CanvasProps) {
  const { document, palette, chosen, decorations, isReadOnly = false, firstShown = [] } = props;
  const { onCommand = nothing, onChoose = nothing, onConnect = nothing, onOpen = nothing, onDrop = nothing } = props;
  const { screenToFlowPosition, setCenter, getZoom } = useReactFlow();
  // Places of what is being dragged: they are the drawing's once it is dropped.
  const [live, setLive] = useState<ReadonlyMap<string, Point>>(new Map());
  const [chosenArrow, setChosenArrow] = useState<string>();
  const steps = useMemo(() => stepsOf(document), [document]);
  const arrows = useMemo(() => arrowsOf(document), [document]);
  const wordsOf = useCallback((arrow: Arrow) => (arrow.port === "Done" ? "" : labelOfPort(palette, arrow.port)), [palette]);
  const { nodes, edges, measured } = useShapes({ steps, arrows, live, chosen, chosenArrow, decorations, palette, wordsOf });
  // A flow that whole could not be read on this screen is opened at its beginning.
  const [first] = useState(() => {
    const shown = firstShown.length > 0 ? firstShown : spanOf(steps) > mostReadable() ? orderOf(document).slice(0, 3) : [];
    return shown.length > 0 ? { nodes: shown.map((id) => ({ id })), minZoom: 0.5, maxZoom: 0.9 } : { padding: 0.1, maxZoom: 1 };
  });
  const frame = useRef<HTMLDivElement>(null);

  // What was chosen elsewhere comes into sight.
  const shown = useRef("");
  useEffect(() => {
    const [only, ...others] = chosen;
    if (!only || others.length > 0 || shown.current === only) return;
    shown.current = only;
    const step = steps.find((one) => one.id === only);
    const view = frame.current?.getBoundingClientRect();
    if (!step || !view) return;
    const node = frame.current?.querySelector(`[data-id="${CSS.escape(only)}"]`)?.getBoundingClientRect();
    if (node && node.left >= view.left && node.right <= view.right && node.top >= view.top && node.bottom <= view.bottom) return;
    const place = onScreen(step.place);
    void setCenter(place.x + 100, place.y + 46, { zoom: Math.max(getZoom(), 0.7) });
  }, [chosen, getZoom, setCenter, steps]);

  const onNodesChange = useCallback(
    (changes: NodeChange<StepBox>[]) => {
      measured(changes);
      const moved = changes.flatMap((change) => (change.type === "position" && change.position ? [change] : []));
      if (moved.length === 0) return;
      const dragged = moved.filter((change) => change.dragging);
      if (dragged.length > 0) setLive(new Map(dragged.map(({ id, position }) => [id, position!])));
    },
    [measured],
  );

  const dropped = useCallback(() => {
    setLive((places) => {
      if (places.size > 0) onCommand({ do: "move", places: Object.fromEntries([...places].map(([id, place]) => [id, inFile(place)])) });
      return new Map();
    });
  }, [onCommand]);

  function onEdgesChange(changes: EdgeChange<ArrowEdge>[]) {
    for (const change of changes) if (change.type === "select") setChosenArrow(change.selected ? change.id : undefined);
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    if (isReadOnly) return;
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    const focused = target.closest<HTMLElement>(".react-flow__node")?.dataset.id;
    const ids = chosen.length > 0 ? chosen : focused ? [focused] : [];
    const way = byKey[event.key];
    if (way && ids.length > 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const far = event.shiftKey ? 5 : 1;
      const places = Object.fromEntries(steps.filter((step) => ids.includes(step.id)).map(({ id, place }) => [id, { x: place.x + way.x * far, y: place.y + way.y * far }]));
      onCommand({ do: "move", places, burst: "keys" });
    } else if ((event.key === "Delete" || event.key === "Backspace") && (ids.length > 0 || chosenArrow)) {
      onCommand({ do: "remove", steps: ids, arrows: arrows.filter((arrow) => chosenArrow === JSON.stringify([arrow.from, arrow.port, arrow.to])) });
    } else if ((event.key === "Enter" || event.key === " ") && focused) {
      onChoose([focused]);
      if (event.key === "Enter") onOpen(focused);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // The keys reach the step that has the focus; the frame itself takes none.
    <div ref={frame} className="canvas" onKeyDownCapture={onKeyDown} onDragOver={allowDrop} onDrop={drop}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        ariaLabelConfig={spanish}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={dropped}
        onSelectionDragStop={dropped}
        onNodeClick={(event, node) => onChoose(event.shiftKey || event.ctrlKey || event.metaKey ? toggled(chosen, node.id) : [node.id])}
        onNodeDoubleClick={(_, node) => onOpen(node.id)}
        onPaneClick={() => onChoose([])}
        onConnect={({ source, target }: Connection) => onConnect(source, target)}
        disableKeyboardA11y
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        nodesDraggable={!isReadOnly}
        nodesConnectable={!isReadOnly}
        nodesFocusable={!isReadOnly}
        elementsSelectable={!isReadOnly}
        preventScrolling={!isReadOnly}
        zoomOnScroll={!isReadOnly}
        snapToGrid
        snapGrid={[10, 10]}
        fitView
        fitViewOptions={first}
        proOptions={{ hideAttribution: true }}
        minZoom={0.1}
        connectionRadius={40}
      >
        <Background gap={20} color="var(--line-strong)" />
        <MiniMap pannable zoomable nodeColor="var(--line-strong)" className="canvas__map" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );

  function allowDrop(event: DragEvent) {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
  }

  function drop(event: DragEvent) {
    const type = event.dataTransfer.getData(dragType);
    if (!type) return;
    event.preventDefault();
    onDrop(type, inFile(screenToFlowPosition({ x: event.clientX, y: event.clientY })));
  }
}

// The palette and the panel of what is chosen stand beside the canvas.
const besides = 584;

/** How far steps may stand apart so that all of them are read at once. */
const mostReadable = () => (window.innerWidth - besides) / 0.75 - drawn.width;

function spanOf(steps: readonly { place: Point }[]): number {
  const across = steps.map(({ place }) => onScreen(place).x);
  return steps.length === 0 ? 0 : Math.max(...across) - Math.min(...across);
}

const toggled = (chosen: readonly string[], id: string) => (chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
