import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { Answer } from "../../ui/Answer";
import { Waiting } from "../../ui/Waiting";
import type { Decoration } from "../canvas/shapes";
import { differenceOf, type Change } from "../draft/difference";
import type { FlowDocument } from "../draft/document";
import type { Palette } from "../draft/palette";
import { ChangeList } from "./ChangeList";
import { versionOf } from "./useVersions";
import "../page/designer.css";

const Canvas = lazy(() => import("../canvas/Canvas"));

type Props = { definitionId: string; before: number | null; after: number; palette: Palette };

/** What differs between two versions: each thing in words, and drawn where it stands. */
export function Comparison({ definitionId, before, after, palette }: Props) {
  const pair = useQuery({
    queryKey: ["/api/definitions", { definitionId, before, after }],
    queryFn: async ({ signal }) => {
      const [old, now] = await Promise.all([before === null ? null : versionOf(definitionId, before, signal), versionOf(definitionId, after, signal)]);
      return { old: old?.document as FlowDocument | undefined, now: now.document as unknown as FlowDocument };
    },
  });

  return (
    <Answer query={pair}>
      {({ old, now }) => <Compared old={old ?? { ...now, root: { ...now.root, activities: [], connections: [] } }} now={now} palette={palette} />}
    </Answer>
  );
}

function Compared({ old, now, palette }: { old: FlowDocument; now: FlowDocument; palette: Palette }) {
  const changes = useMemo(() => differenceOf(old, now, palette), [old, now, palette]);
  const marks = useMemo(() => marksOf(changes), [changes]);

  return (
    <>
      <ChangeList changes={changes} />
      <div className="comparison" role="group" aria-label="Dibujo de la versión de después; la lista de cambios dice lo mismo">
        <Suspense fallback={<Waiting />}>
          <Canvas document={now} palette={palette} chosen={none} decorations={marks} firstShown={[...marks.keys()]} isReadOnly />
        </Suspense>
      </div>
    </>
  );
}

const none: readonly string[] = [];

function marksOf(changes: readonly Change[]): ReadonlyMap<string, Decoration> {
  const marks = new Map<string, Decoration>();
  for (const { step, kind } of changes) {
    if (!step || kind === "removed" || kind === "flow") continue;
    if (kind === "added") marks.set(step, { change: "new", term: "Paso nuevo" });
    else if (!marks.has(step)) marks.set(step, { change: "changed", term: kind === "arrow" ? "Cambió por dónde sigue" : "Cambió" });
  }
  return marks;
}
