import { isPart, type Activity, type Part } from "../draft/document";
import { kindOfInput } from "./inputKinds";

/** What an input of a step says. */
export type InputState =
  | { readonly kind: "unset" }
  | { readonly kind: "value"; readonly value: unknown }
  /** A fact that the process keeps. */
  | { readonly kind: "variable"; readonly name: string; readonly id?: string }
  | { readonly kind: "expression"; readonly language: string; readonly text: string }
  /** What no control understands; it is kept as it came. */
  | { readonly kind: "foreign"; readonly json: unknown };

export const unset: InputState = { kind: "unset" };
export const valued = (value: unknown): InputState => ({ kind: "value", value });

/** The language in which conditions are written, and the one of everything else. */
export const languages = { condition: "Condition", other: "JavaScript" } as const;

const fixed = new Set(["Literal", "Object", "Json"]);

/** What an input of a step says, as the control of its kind holds it. */
export function read(activity: Activity, name: string, editor: string): InputState {
  const raw = activity[name];
  if (raw === undefined || raw === null) return unset;
  // A bare value is a fixed one; files of other systems write it so.
  if (!isPart(raw)) return understood(raw, raw, editor);
  if (!isPart(raw.expression)) return { kind: "foreign", json: raw };
  const { type, value } = raw.expression;
  if (type === "Variable") {
    const variable = parsed(value);
    if (!isPart(variable) || typeof variable.name !== "string") return { kind: "foreign", json: raw };
    return { kind: "variable", name: variable.name, ...(typeof variable.id === "string" && { id: variable.id }) };
  }
  if (typeof type !== "string" || fixed.has(type)) {
    if (value === undefined || value === null || (type === "Literal" && value === "" && editor !== "text")) return unset;
    return understood(type === "Literal" ? value : parsed(value), raw, editor);
  }
  if (typeof value !== "string" || type === "Input") return { kind: "foreign", json: raw };
  return { kind: "expression", language: type, text: value };
}

/** The JSON of an input that says something else; what the old one had besides stays. Undefined takes it out. */
export function write(activity: Activity, name: string, editor: string, state: InputState): unknown {
  const before = activity[name];
  if (isAlike(read(activity, name, editor), state)) return before;
  if (state.kind === "unset") return undefined;
  if (state.kind === "foreign") return state.json;
  const kept: Part = isPart(before) ? before : {};
  const expression: Part = isPart(kept.expression) ? kept.expression : {};
  return { typeName: kindOfInput(editor).typeName, ...kept, expression: { ...expression, ...written(state, expression) } };
}

function written(state: Exclude<InputState, { kind: "unset" | "foreign" }>, before: Part): Part {
  switch (state.kind) {
    case "variable":
      return { type: "Variable", value: { id: state.id ?? state.name, name: state.name, typeName: "Object" } };
    case "expression":
      return { type: state.language, value: state.text };
    case "value": {
      if (typeof state.value !== "object" || state.value === null) return { type: "Literal", value: state.value };
      const asText = (before.type === "Object" || before.type === "Json") && typeof before.value === "string";
      return { type: before.type === "Json" ? "Json" : "Object", value: asText ? JSON.stringify(state.value) : state.value };
    }
  }
}

function understood(value: unknown, raw: unknown, editor: string): InputState {
  const held = kindOfInput(editor).understood(value);
  return held === undefined ? { kind: "foreign", json: raw } : valued(held);
}

/** Objects are also written as text with JSON in it. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Whether two values write the same JSON, but for the order of members. */
export function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, at) => isAlike(item, other[at]));
  if (!isPart(one) || !isPart(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && isAlike(one[name], other[name]));
}
