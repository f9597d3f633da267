import { isPart, type FlowDocument } from "../draft/document";

/** What the server takes at once. */
const most = 4 * 1024 * 1024;

/** A flow out of a file of ours or of Elsa 3, or why it is none. */
export async function flowIn(file: File): Promise<{ document: FlowDocument } | { refusal: string }> {
  if (file.size > most) return { refusal: "El archivo pesa más de 4 MB: no es el dibujo de un flujo." };
  try {
    const found: unknown = JSON.parse(await file.text());
    if (isPart(found) && isPart(found.root)) return { document: found as FlowDocument };
  } catch {
    // Said below, as of every file that is no flow.
  }
  return { refusal: "El archivo no es el dibujo de un flujo: se espera uno descargado de aquí o de Elsa 3, en JSON." };
}

/** Hands a drawing over as a file that Elsa 3 and this server read. */
export function download(document: FlowDocument) {
  saveAs(new Blob([JSON.stringify(document, null, 2)], { type: "application/json" }), `${document.definitionId}.json`);
}

export function saveAs(file: Blob, name: string) {
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
