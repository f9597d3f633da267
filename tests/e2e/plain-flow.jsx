import { ReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { createRoot } from "react-dom/client";
import { useNodesState } from "@xyflow/react";
import { differenceOf } from "../../src/Workflows.Designer/src/flows/draft/difference";

// What the designer is held against: 150 steps as React Flow draws them by itself.
const count = 150;
const first = Array.from({ length: count }, (_, at) => ({ id: `n${at}`, position: { x: (at % 15) * 300, y: Math.floor(at / 15) * 160 }, data: { label: `Paso ${at + 1}` } }));
const edges = Array.from({ length: count - 1 }, (_, at) => ({ id: `e${at}`, source: `n${at}`, target: `n${at + 1}` }));

function Plain() {
  const [nodes, , onNodesChange] = useNodesState(first);
  return <ReactFlow nodes={nodes} edges={edges} onNodesChange={onNodesChange} fitView minZoom={0.1} />;
}

const place = document.createElement("div");
place.style.cssText = "position:fixed;inset:0";
document.body.append(place);
createRoot(place).render(<Plain />);
globalThis.differenceOf = differenceOf;
