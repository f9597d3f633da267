import { ActionIcon, Button } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconLayoutDistributeHorizontal } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { MoreMenu } from "../../ui/MoreMenu";
import { download } from "./files";
import type { Api } from "../../api/client";
import { hourOf } from "../../ui/dates";
import { StatusTag } from "../../ui/StatusTag";
import { ProposeDialog } from "../versions/ProposeDialog";
import type { Paper } from "../print/OnPaper";
import { savedBy } from "../versions/savedBy";
import type { Changes } from "../versions/useChanges";
import type { Saving } from "./useAutosave";
import type { Editor } from "./useEditor";

type Props = {
  summary: Api["DefinitionSummary"];
  name: string;
  saving: Saving;
  editor: Editor;
  canPublish: boolean;
  changes: Changes;
  isReadOnly: boolean;
  find: ReactNode;
  view: ReactNode;
  /** The drawing is shown, and not the list. */
  isDrawn: boolean;
  onArrange: () => void;
  onPaper: (as: Paper) => void;
  onSaveNow: () => Promise<void>;
};

/** The head of the designer: which flow, how it stands, undo, and the one main button. */
export function EditorBar({ summary, name, saving, editor, canPublish, changes, isReadOnly, find, view, isDrawn, onArrange, onPaper, onSaveNow }: Props) {
  const navigate = useNavigate();
  const [isProposing, setProposing] = useState(false);
  const isDraft = summary.state === "Draft";
  useEffect(() => {
    document.title = `${name} · Diseño de flujo`;
  }, [name]);

  return (
    <header className="designer__bar">
      <div className="designer__title">
        <nav className="crumbs" aria-label="Estás en">
          <Link to="/flujos">Flujos</Link> / <Link to={`/flujos/${encodeURIComponent(summary.definitionId)}/versiones`}>Versiones</Link>
        </nav>
        <h1>{name}</h1>
      </div>
      <div className="designer__state">
        <StatusTag tone={isDraft ? "soon" : "done"}>{isDraft ? "Borrador" : summary.state === "Published" ? "Publicada" : "Retirada"}, versión {summary.version}</StatusTag>
        <span className="support" role="status">{isReadOnly ? "Solo lectura" : savingWords(saving)}</span>
        {isDraft && <span className="support">{savedBy(summary)}</span>}
      </div>
      <div className="designer__acts">
        {!isReadOnly && (
          <>
            <ActionIcon variant="default" size="2.25rem" aria-label="Deshacer" disabled={editor.draft.past.length === 0} onClick={editor.undo}>
              <IconArrowBackUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="default" size="2.25rem" aria-label="Rehacer" disabled={editor.draft.future.length === 0} onClick={editor.redo}>
              <IconArrowForwardUp size={18} aria-hidden />
            </ActionIcon>
            {isDrawn && (
              <Button variant="default" leftSection={<IconLayoutDistributeHorizontal size={16} aria-hidden />} onClick={onArrange}>
                Ordenar
              </Button>
            )}
          </>
        )}
        {find}
        {view}
        <MoreMenu
          isOfPage label="Más sobre el flujo"
          acts={[
            ...(summary.state === "Published" && !isReadOnly
              ? [{ label: "Abrir un proceso o una etapa", onChoose: () => void navigate(`/etapas/abrir?flujo=${encodeURIComponent(summary.definitionId)}`) }]
              : []),
            { label: "Comparar versiones", onChoose: () => void navigate(`/flujos/${encodeURIComponent(summary.definitionId)}/versiones`) },
            { label: "Descargar el archivo", onChoose: () => download(editor.draft.document) },
            { label: "Imprimir o guardar en PDF", onChoose: () => onPaper("print") },
            { label: "Descargar el dibujo (SVG)", onChoose: () => onPaper("svg") },
          ]}
        />
        {!isReadOnly && (
          <Button disabled={!canPublish || changes.list.length === 0} onClick={() => setProposing(true)}>
            Proponer publicación
          </Button>
        )}
      </div>
      {isProposing && <ProposeDialog summary={summary} changes={changes} isSaved={saving.state === "saved"} onSaveNow={onSaveNow} onClose={() => setProposing(false)} />}
    </header>
  );
}

function savingWords(saving: Saving): string {
  switch (saving.state) {
    case "pending":
      return "Guardando…";
    case "waiting":
      return "Sin conexión con el servidor: tus cambios quedan en este navegador y se guardan al volver.";
    case "refused":
      return "No se guardó.";
    default:
      return saving.at ? `Guardado a las ${hourOf(saving.at)} horas` : "Todo guardado";
  }
}
