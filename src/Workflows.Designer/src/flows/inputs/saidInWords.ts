import { isPart } from "../draft/document";
import { inWords } from "./facts";

/** What an input of a file says, for whoever does not read JSON. */
export function saidInWords(raw: unknown): string {
  if (raw === undefined || raw === null || raw === "") return "Nada";
  if (typeof raw === "boolean") return raw ? "Sí" : "No";
  if (typeof raw === "string" || typeof raw === "number") return String(raw);
  if (Array.isArray(raw)) return raw.length === 1 ? "Una lista de un elemento" : `Una lista de ${raw.length} elementos`;
  if (!isPart(raw)) return "Un valor";
  if (!isPart(raw.expression)) return `${Object.keys(raw).length} datos juntos`;
  const { type, value } = raw.expression;
  const name = isPart(value) && typeof value.name === "string" ? value.name : null;
  if (type === "Variable") return name ? `El dato «${inWords(name)}»` : "Un dato del proceso";
  if (type === "Input") return name ? `Aquello con que empieza: «${inWords(name)}»` : "Algo con que empieza el proceso";
  return type === "Literal" || type === "Object" || type === "Json" || type === undefined ? saidInWords(value) : "Una fórmula";
}

/** A template of a document, block by block, as it is read. */
export function blocksInWords(template: unknown): readonly string[] {
  if (!Array.isArray(template)) return [];
  return template.map((block: unknown) => {
    if (!isPart(block)) return "Otro bloque";
    if (typeof block.heading === "string") return `Título: ${block.heading}`;
    if (typeof block.text === "string") return `Texto: ${block.text}`;
    if (Array.isArray(block.facts)) return `Datos: ${labels(block.facts)}`;
    const columns = Array.isArray(block.columns) ? block.columns : [];
    if (typeof block.table === "string") return `Tabla de ${inWords(block.table)}: ${labels(columns)}`;
    return "Otro bloque";
  });
}

const labels = (parts: readonly unknown[]) => parts.filter(isPart).map((part) => String(part.label ?? "")).join(", ");
