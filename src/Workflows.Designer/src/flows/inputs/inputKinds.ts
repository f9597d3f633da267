import { isPart } from "../draft/document";
import { spanOf } from "./timeSpan";

/** How a kind of control writes what it holds, and what of a file it understands. */
type InputKind = {
  /** The type that a file names; one that it already names stays. */
  readonly typeName: string;
  /** What was written, as the control holds it; undefined when it does not understand it. */
  readonly understood: (value: unknown) => unknown;
};

const text = (value: unknown) => (typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined);
const part = (value: unknown) => (isPart(value) ? value : undefined);
const texts = (value: unknown) => (Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined);

/** Rows that each have a name of their own, like the fields of a form. */
const named = (value: unknown) =>
  Array.isArray(value) && value.every((one) => isPart(one) && typeof one.id === "string") ? value : undefined;

function number(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}

function yesNo(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return typeof value === "string" && /^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : undefined;
}

const ofText: InputKind = { typeName: "String", understood: text };
const ofAnything: InputKind = { typeName: "Object", understood: (value) => value };

/** Every kind of control that the palette names. */
export const inputKinds: Readonly<Record<string, InputKind>> = {
  text: ofText,
  multiline: ofText,
  choice: ofText,
  role: ofText,
  scope: ofText,
  rules: ofText,
  template: ofText,
  workflow: ofText,
  number: { typeName: "Double", understood: number },
  yesNo: { typeName: "Boolean", understood: yesNo },
  condition: { typeName: "Boolean", understood: yesNo },
  timeSpan: { typeName: "TimeSpan", understood: (value) => (typeof value === "string" && spanOf(value) ? value : undefined) },
  list: { typeName: "Object", understood: texts },
  recipients: { typeName: "Object", understood: texts },
  deadline: { typeName: "Object", understood: part },
  silence: { typeName: "Object", understood: part },
  form: { typeName: "Object", understood: named },
  evidence: { typeName: "Object", understood: named },
  expression: ofAnything,
  json: ofAnything,
};

export const kindOfInput = (editor: string): InputKind => inputKinds[editor] ?? ofAnything;
