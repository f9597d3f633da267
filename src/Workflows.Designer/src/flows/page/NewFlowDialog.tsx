import { FileInput, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import { useCommand } from "../../api/useCommand";
import { CommandDialog } from "../../ui/CommandDialog";
import { activitiesOf, type FlowDocument } from "../draft/document";
import { freshId } from "../draft/edits";
import { flowWithNames, type NamedIn } from "../inputs/names";
import { flowIn } from "./files";
import { StrangerFields } from "./StrangerFields";
import { strangersIn } from "./strangers";
import { usePalette } from "./usePalette";

type Props = { flows: readonly { id: string; name: string }[]; onMade: (definitionId: string) => void; onClose: () => void };

/** A flow of one's own: from an empty sheet, or from one that works already. */
export function NewFlowDialog({ flows, onMade, onClose }: Props) {
  const [name, setName] = useState("");
  const [model, setModel] = useState("");
  const [brought, setBrought] = useState<{ document: FlowDocument; strangers: readonly NamedIn[] } | { refusal: string } | null>(null);
  const [others, setOthers] = useState<ReadonlyMap<string, string>>(new Map());
  const palette = usePalette().data;
  const make = useCommand(
    async (asked: { name: string; model: string }) => {
      const id = idOf(asked.name, new Set(flows.map((flow) => flow.id)));
      const base = asked.model === fromFile && brought && "document" in brought && palette ? flowWithNames(brought.document, palette, others) : asked.model === "" ? empty : await documentOf(asked.model);
      const body = { ...base, id: undefined, definitionId: id, name: asked.name, version: 1, isLatest: true, isPublished: false, isSystem: false };
      return (await answerOf(api.PUT("/api/definitions/{definitionId}/draft", { params: { path: { definitionId: id } }, body: body as never }))).summary.definitionId;
    },
    { changes: "definitions", onDone: onMade },
  );

  async function bring(file: File | null) {
    const found = file && (await flowIn(file));
    setOthers(new Map());
    if (!found || "refusal" in found) return setBrought(found);
    const { document } = found;
    setName((typed) => (typed === "" && typeof document.name === "string" ? document.name : typed));
    setBrought({ document, strangers: palette ? await strangersIn(activitiesOf(document), palette).catch(() => []) : [] });
  }

  const missing = name.trim() === "" ? "Escribe cómo se llama." : model === fromFile && !(brought && "document" in brought) ? "Elige el archivo." : undefined;
  return (
    <CommandDialog
      title="Nuevo flujo" command={make} submit="Crear el borrador" blockedBy={missing}
      onSubmit={() => make.mutate({ name: name.trim(), model })} onClose={onClose}
    >
      {() => (
        <>
          <TextInput label="Cómo se llama" description="Como lo diría quien lo usa: «Formulación de convenios»." required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
          <NativeSelect
            label="Desde dónde partir" value={model} onChange={(event) => setModel(event.currentTarget.value)}
            data={[
              { value: "", label: "Una hoja en blanco: Inicio y Término" }, { value: fromFile, label: "Un archivo descargado de aquí o de Elsa 3" },
              ...flows.map((flow) => ({ value: flow.id, label: `Como «${flow.name}»` })),
            ]}
          />
          {model === fromFile && (
            <FileInput
              label="Archivo del flujo" description="Lo que este servidor no conozca se guarda tal cual y se muestra como aviso." accept=".json,application/json" clearable clearButtonProps={{ "aria-label": "Quitar el archivo" }}
              error={brought && "refusal" in brought ? brought.refusal : undefined} onChange={(file) => void bring(file)}
            />
          )}
          {model === fromFile && brought && "document" in brought && brought.strangers.length > 0 && <StrangerFields strangers={brought.strangers} others={others} onChange={setOthers} />}
        </>
      )}
    </CommandDialog>
  );
}

const fromFile = "*";

const idOf = (name: string, taken: ReadonlySet<string>) =>
  freshId(name, new Set([...taken].map((id) => id.replaceAll("-", "")))).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

async function documentOf(definitionId: string): Promise<object> {
  return (await answerOf(api.GET("/api/definitions/{definitionId}", { params: { path: { definitionId } } }))).document as object;
}

const place = (x: number) => ({ designer: { position: { x, y: 0 }, size: { width: 220, height: 80 } } });

const empty = {
  variables: [], inputs: [], outputs: [], outcomes: [], customProperties: {},
  root: {
    id: "flujo", type: "Elsa.Flowchart", version: 1, customProperties: {}, metadata: {}, variables: [],
    activities: [
      { id: "inicio", name: "inicio", type: "Elsa.Start", version: 1, customProperties: {}, metadata: { ...place(0), displayText: "Inicio" } },
      { id: "termino", name: "termino", type: "Elsa.Finish", version: 1, customProperties: {}, metadata: { ...place(280), displayText: "Término" } },
    ],
    connections: [{ source: { activity: "inicio", port: "Done" }, target: { activity: "termino", port: "In" }, vertices: [] }],
  },
};
