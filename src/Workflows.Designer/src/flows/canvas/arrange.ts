import type { Arrow, Point, Step } from "../draft/document";
import { drawn, inFile } from "./geometry";

/** Places for every step, in columns from left to right, with room for the words of the arrows. The flow itself stays as it is. */
export async function arranged(steps: readonly Step[], arrows: readonly Arrow[], wordsOf: (arrow: Arrow) => string): Promise<Record<string, Point>> {
  // Only whoever orders a drawing waits for the code that does it.
  const { Graph, layout } = await import("@dagrejs/dagre");
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 48, ranksep: 64, edgesep: 24 });
  for (const step of steps) graph.setNode(step.id, { ...drawn });
  for (const arrow of arrows)
    graph.setEdge(arrow.from, arrow.to, { width: wordsOf(arrow).length * 6 + 32, height: 24, labelpos: "c" }, arrow.port);
  layout(graph);
  return Object.fromEntries(
    steps.map(({ id }) => {
      const { x, y } = graph.node(id) as Point;
      return [id, inFile({ x: x - drawn.width / 2, y: y - drawn.height / 2 })];
    }),
  );
}
