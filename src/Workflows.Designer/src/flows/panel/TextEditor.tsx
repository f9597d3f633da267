import { factsOfFormula, formulaOfText, textOfFormula } from "../inputs/blanks";
import { languages, unset, valued } from "../inputs/inputs";
import type { EditorProps } from "./desk";
import { FormulaInput } from "./FormulaInput";
import { rootsOf } from "./rootsOf";
import { TextField } from "./TextField";

/** A text; facts of the process stand in it between braces, as «Informe de {name}». */
export function TextEditor({ input, state, desk, onChange }: EditorProps) {
  const roots = rootsOf(desk.facts);
  const text = state.kind === "value" ? String(state.value) : state.kind === "expression" ? textOfFormula(state.text, roots) : "";
  if (text === null && state.kind === "expression")
    return <FormulaInput label={input.label} value={state.text} onChange={(formula) => onChange({ ...state, text: formula })} />;

  const language = state.kind === "expression" ? state.language : languages.other;
  const known = new Set([...roots, ...(state.kind === "expression" ? factsOfFormula(state.text) : [])]);
  return (
    <TextField
      label={input.label} isLong={input.editor === "multiline"} value={text ?? ""}
      description={`${input.help ?? ""}${state.kind === "expression" ? " Entre llaves va un dato del proceso." : ""}`.trim() || undefined}
      onChange={(typed) => {
        const formula = formulaOfText(typed, known);
        onChange(formula ? { kind: "expression", language, text: formula } : typed === "" ? unset : valued(typed));
      }}
    />
  );
}
