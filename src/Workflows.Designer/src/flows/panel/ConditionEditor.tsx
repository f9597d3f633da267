import { languages, unset, type InputState } from "../inputs/inputs";
import { ConditionBuilder } from "./ConditionBuilder";
import type { EditorProps } from "./desk";

/** The condition of a step. */
export function ConditionEditor({ input, state, desk, onChange }: EditorProps) {
  const language = state.kind === "expression" ? state.language : languages.condition;
  return (
    <ConditionBuilder
      label={input.label} help={input.help} formula={formulaOf(state)} facts={desk.facts}
      onChange={(text) => onChange(text.trim() === "" ? unset : { kind: "expression", language, text })}
    />
  );
}

function formulaOf(state: InputState): string {
  switch (state.kind) {
    case "expression":
      return state.text;
    case "variable":
      return state.name;
    default:
      return state.kind === "value" ? String(state.value) : "";
  }
}
