import { Button, SegmentedControl } from "@mantine/core";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { Api } from "../../api/client";
import { PartTabs } from "../../ui/PartTabs";
import { SidePanel } from "../../ui/SidePanel";
import { Waiting } from "../../ui/Waiting";
import { arranged } from "../canvas/arrange";
import { CommentList } from "../comments/CommentList";
import { useCommentsLabel } from "../comments/useComments";
import { arrowsOf, stepsOf, type Arrow, type FlowDocument, type Point } from "../draft/document";
import { firstInputsOf, kindOf, labelOfPort, mainPortOf, portsOf, type Kind, type Palette } from "../draft/palette";
import { FlowList } from "../list/FlowList";
import { ChangeList } from "../versions/ChangeList";
import { useChanges } from "../versions/useChanges";
import type { Paper } from "../print/OnPaper";
import { AddArrow } from "./AddArrow";
import { BroughtList } from "./BroughtList";
import { ClashDialog } from "./ClashDialog";
import { useDecorations } from "./decorations";
import { EditorBar } from "./EditorBar";
import { FindStep } from "./FindStep";
import { PalettePanel } from "./PalettePanel";
import { PanelOf } from "./PanelOf";
import { ProblemList } from "./ProblemList";
import { forget } from "./backup";
import { useAutosave, type Saving } from "./useAutosave";
import { useCheck } from "./useCheck";
import { useEditor } from "./useEditor";
import { usePasting } from "./usePasting";
import "./designer.css";

// The canvas is most of the weight of this page: whoever works on the list never waits for it.
const Canvas = lazy(() => import("../canvas/Canvas"));
const OnPaper = lazy(() => import("../print/OnPaper"));

type Props = {
  view: Api["DefinitionView"];
  /** What one draws on: the version that was saved when it was begun. */
  base: string;
  first: FlowDocument;
  palette: Palette;
  person: string;
  isReadOnly: boolean;
  onSaved: () => void;
  onReload: () => void;
};

/** A flow under somebody's hands: palette, drawing or list, the panel of what is chosen, what is wrong and what has changed. */
export function FlowEditor({ view, base, first, palette, person, isReadOnly, onSaved, onReload }: Props) {
  const isNarrow = useMediaQuery("(max-width: 62em)", window.matchMedia("(max-width: 62em)").matches);
  const editor = useEditor(first, palette);
  const { draft, chosen, run, choose } = editor;
  const { document } = draft;
  const [summary, setSummary] = useState(view.summary);
  const saved = useCallback(
    (now: Api["DefinitionView"]) => {
      setSummary(now.summary);
      onSaved();
    },
    [onSaved],
  );
  const { saving, saveNow, saveOver } = useAutosave(view, base, document, person, saved);
  const check = useCheck(document, !isReadOnly);
  const decorations = useDecorations(document, check.problems);
  const { copy, paste, question } = usePasting(document, chosen, palette, run);
  const changes = useChanges(summary, document, palette);
  const commentsLabel = useCommentsLabel(summary.definitionId, !isReadOnly);
  const [shown, setShown] = useState<"drawing" | "list">(isNarrow ? "list" : "drawing");
  const [opened, setOpened] = useState<"step" | "palette" | null>(null);
  const [below, setBelow] = useState("problems");
  const [dismissed, setDismissed] = useState<Saving>();
  const [joining, setJoining] = useState<{ from?: string; to?: string }>();
  const [paper, setPaper] = useState<Paper>();
  const [arriving, setArriving] = useState<string>();
  const beside = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const steps = useMemo(() => stepsOf(document), [document]);
  const arrows = useMemo(() => arrowsOf(document), [document]);
  const exitsOf = useCallback((id: string) => {
    const step = steps.find((one) => one.id === id);
    return step ? portsOf(palette, step, check.ports) : [];
  }, [check.ports, palette, steps]);

  // What was typed last is not lost with the page.
  useEffect(() => {
    const flush = () => void saveNow();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [saveNow]);

  const open = useCallback((step: string) => {
    choose([step]);
    setOpened("step");
    setArriving(step);
  }, [choose]);

  // Whoever opens a step comes to what it says, not back to the beginning of the page.
  useEffect(() => {
    if (!arriving) return;
    beside.current?.querySelector<HTMLElement>("input, textarea, select, button")?.focus();
    setArriving(undefined);
  }, [arriving]);

  function add(kind: Kind, place?: Point) {
    const after = place ? undefined : exitAfter(chosen[0] ?? lastReached());
    run({ do: "add", type: kind.type, label: freeLabel(kind.name), inputs: firstInputsOf(kind, kind.name), after, leavesBy: mainPortOf(kind.ports), place });
    setOpened(isNarrow ? null : "step");
  }

  /** The way out behind which a new step comes: the first that goes on, or the first that is free. */
  function exitAfter(id: string | undefined) {
    if (!id) return undefined;
    const ports = exitsOf(id).filter((port) => !port.isFailure);
    const port = ports[0]?.name;
    return port ? { step: id, port } : undefined;
  }

  function lastReached() {
    return steps.findLast((step) => exitsOf(step.id).length > 0)?.id;
  }

  function freeLabel(label: string) {
    const taken = new Set(steps.map((step) => step.label));
    for (let count = 1; ; count++) if (!taken.has(count === 1 ? label : `${label} ${count}`)) return count === 1 ? label : `${label} ${count}`;
  }

  const connect = useCallback((from: string, to: string) => {
    const free = exitsOf(from).filter((port) => !arrows.some((arrow) => arrow.from === from && arrow.port === port.name));
    if (exitsOf(from).length === 1 && free[0]) run({ do: "connect", arrow: { from, port: free[0].name, to } });
    else setJoining({ from, to });
  }, [arrows, exitsOf, run]);

  async function arrange() {
    const wordsOf = (arrow: Arrow) => (arrow.port === "Done" ? "" : labelOfPort(palette, arrow.port));
    // The flow may change meanwhile: only places of steps that still exist are taken.
    run({ do: "arrange", places: await arranged(steps, arrows, wordsOf) });
  }

  const printed = useCallback(() => setPaper(undefined), []);

  function takeTheirs() {
    forget({ person, definitionId: summary.definitionId });
    onReload();
  }

  useHotkeys(
    isReadOnly
      ? []
      : [
          ["mod+Z", editor.undo], ["mod+shift+Z", editor.redo], ["mod+Y", editor.redo], ["mod+S", () => void saveNow()],
          // Words of the page are still copied.
          ["mod+C", copy, { preventDefault: false }], ["mod+V", () => void paste(), { preventDefault: false }], ["mod+A", () => choose(steps.map((step) => step.id))],
        ],
  );

  /** Single letters count only while the flow has the focus: elsewhere whoever dictates would set them off. */
  function onLetter(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "b") find.current?.focus();
    else if (isReadOnly) return;
    else if (key === "p") {
      if (isNarrow) setOpened("palette");
      else search.current?.focus();
    } else if (key === "c" && chosen[0]) setJoining({ from: chosen[0] });
    else return;
    event.preventDefault();
  }

  const panel = (
    <PanelOf
      document={document} chosen={chosen} palette={palette} portsOf={exitsOf} problems={check.problems} isReadOnly={isReadOnly} onCommand={run} onCopy={copy}
      onClose={() => {
        choose([]);
        setOpened(null);
      }}
      onGoTo={open}
    />
  );

  return (
    <div className="designer">
      <EditorBar
        summary={summary} name={document.name ?? summary.name} saving={saving} editor={editor} canPublish={check.canPublish && check.isCurrent} changes={changes}
        isReadOnly={isReadOnly} onArrange={() => void arrange()} onPaper={setPaper} onSaveNow={saveNow} isDrawn={shown === "drawing"}
        find={<FindStep document={document} palette={palette} decorations={decorations} field={find} onFound={open} />}
        view={
          <SegmentedControl
            aria-label="Cómo se ve el flujo" value={shown} onChange={(value) => setShown(value as typeof shown)}
            data={[{ value: "drawing", label: "Lienzo" }, { value: "list", label: "Lista" }]}
          />
        }
      />
      <div className="designer__desk">
        {!isReadOnly && !isNarrow && <PalettePanel palette={palette} search={search} onAdd={add} />}
        <div className="designer__middle">
          {isNarrow && !isReadOnly && (
            <Button m="xs" variant="default" onClick={() => setOpened("palette")}>
              Agregar un paso
            </Button>
          )}
          <section className="designer__flow" onKeyDownCapture={onLetter} aria-label={shown === "drawing" ? "Dibujo del flujo; la lista muestra lo mismo" : "Lista de pasos"}>
            {shown === "drawing" ? (
              <Suspense fallback={<Waiting />}>
                <Canvas
                  document={document} palette={palette} chosen={chosen} decorations={decorations} isReadOnly={isReadOnly} onCommand={run} onChoose={choose} onConnect={connect} onOpen={open}
                  onDrop={(type, place) => {
                    const kind = kindOf(palette, type);
                    if (kind) add(kind, place);
                  }}
                />
              </Suspense>
            ) : (
              <FlowList
                document={document} palette={palette} chosen={chosen} decorations={decorations} isReadOnly={isReadOnly} onCommand={run} onOpen={open}
                onInsertAfter={(step) => {
                  choose([step]);
                  if (isNarrow) setOpened("palette");
                  else search.current?.focus();
                }}
                onConnectFrom={(from) => setJoining({ from })}
              />
            )}
          </section>
          <p className="designer__said" role="status">{editor.said}</p>
          <PartTabs
            className="designer__below" isTight open={below} onOpen={setBelow}
            parts={[
              ...(isReadOnly ? [] : [{
                value: "problems", label: `Problemas (${check.problems.length})`,
                draw: () => <ProblemList problems={check.problems} document={document} isCurrent={check.isCurrent} isReadOnly={isReadOnly} onCommand={run} onGoTo={open} />,
              }]),
              ...(check.brought.length === 0 ? [] : [{
                value: "brought", label: `De otro sistema (${check.brought.length})`, draw: () => <BroughtList brought={check.brought} />,
              }]),
              ...(isReadOnly ? [] : [{
                value: "comments", label: commentsLabel,
                draw: () => <CommentList summary={summary} steps={steps} chosen={chosen[0]} onGoTo={open} />,
              }]),
              {
                value: "changes", label: `${changes.against ? `Cambios contra la versión ${changes.against}` : "Cambios"} (${changes.list.length})`,
                draw: () => <ChangeList changes={changes.list} onGoTo={open} />,
              },
            ]}
          />
        </div>
        {!isNarrow && <aside ref={beside} className="designer__panel" aria-label="Lo elegido">{panel}</aside>}
      </div>
      {isNarrow && opened === "step" && chosen.length > 0 && (
        <SidePanel title={steps.find((step) => step.id === chosen[0])?.label ?? "Paso"} onClose={() => setOpened(null)}>
          {panel}
        </SidePanel>
      )}
      {isNarrow && opened === "palette" && (
        <SidePanel title="Agregar un paso" onClose={() => setOpened(null)}>
          <PalettePanel palette={palette} onAdd={add} />
        </SidePanel>
      )}
      {question}
      {paper && (
        <Suspense fallback={null}>
          <OnPaper as={paper} summary={summary} document={document} palette={palette} decorations={decorations} onDone={printed} />
        </Suspense>
      )}
      {joining && (
        <AddArrow
          steps={steps} arrows={arrows} portsOf={(step) => exitsOf(step.id)} {...joining} onClose={() => setJoining(undefined)}
          onConnect={(arrow) => {
            run({ do: "connect", arrow });
            setJoining(undefined);
          }}
        />
      )}
      {saving.state === "refused" && saving !== dismissed && <ClashDialog problem={saving.problem} definitionId={summary.definitionId} document={document} palette={palette} onKeepMine={saveOver} onTakeTheirs={takeTheirs} onClose={() => setDismissed(saving)} />}
    </div>
  );
}
