import { NativeSelect } from "@mantine/core";
import { textOfFormula } from "../inputs/blanks";
import type { Fact } from "../inputs/facts";
import { languages, unset, valued, type InputState } from "../inputs/inputs";
import { yearlyDayOf } from "../inputs/moments";
import type { EditorProps } from "./desk";
import { Foreign } from "./Foreign";
import { FormulaInput } from "./FormulaInput";
import { rootsOf } from "./rootsOf";
import { TextEditor } from "./TextEditor";
import { YearlyDayInput } from "./YearlyDayInput";

/** Inputs that say a day. */
const days = new Set(["until", "opens", "closes"]);

type Way = "none" | "fact" | "text" | "day" | "formula" | "kept";

/** Something that a step needs to know: a fact of the process, a text, a day of the year, or what a formula gives. */
export function ValueEditor(props: EditorProps) {
  const { input, state, desk, onChange } = props;
  const way = wayOf(state, desk.facts);
  const groups = [...new Set(desk.facts.map((fact) => fact.group))];

  return (
    <div className="step-panel__value">
      <NativeSelect
        label={input.label} description={input.help} value={way === "fact" ? `fact ${pathOf(state)}` : way}
        onChange={(event) => onChange(chosen(event.currentTarget.value, state, desk.facts))}
        data={[
          { value: "none", label: "Sin indicar" },
          ...(way === "kept" ? [{ value: "kept", label: "Lo que trae el flujo" }] : []),
          ...(days.has(input.name) ? [{ value: "day", label: "Un día del año" }] : [{ value: "text", label: "Un texto" }]),
          { value: "formula", label: "Una fórmula" },
          ...groups.map((group) => ({
            group,
            items: desk.facts.filter((fact) => fact.group === group).map(({ path, label }) => ({ value: `fact ${path}`, label })),
          })),
        ]}
      />
      {way === "text" && <TextEditor {...props} input={{ ...input, label: `${input.label}: texto`, help: undefined, editor: "text" }} />}
      {way === "day" && state.kind === "value" && (
        <YearlyDayInput label={input.label} value={state.value} onChange={(value) => onChange(valued(value))} />
      )}
      {way === "formula" && state.kind === "expression" && (
        <FormulaInput label={`${input.label}: fórmula`} value={state.text} onChange={(text) => onChange({ ...state, text })} />
      )}
      {way === "kept" && state.kind === "value" && <Foreign label={`${input.label}: lo que trae`} json={state.value} />}
    </div>
  );
}

function wayOf(state: InputState, facts: readonly Fact[]): Way {
  switch (state.kind) {
    case "variable":
      return "fact";
    case "expression":
      if (facts.some((fact) => fact.path === state.text)) return "fact";
      return textOfFormula(state.text, rootsOf(facts)) === null ? "formula" : "text";
    case "value":
      if (yearlyDayOf(state.value)) return "day";
      return typeof state.value === "object" ? "kept" : "text";
    default:
      return "none";
  }
}

const pathOf = (state: InputState) => (state.kind === "variable" ? state.name : state.kind === "expression" ? state.text : "");

function chosen(way: string, state: InputState, facts: readonly Fact[]): InputState {
  if (way.startsWith("fact ")) {
    const path = way.slice(5);
    const isVariable = facts.find((fact) => fact.path === path)?.group === "Datos del proceso";
    return isVariable ? { kind: "variable", name: path } : { kind: "expression", language: languages.other, text: path };
  }
  switch (way) {
    case "text":
      return valued("");
    case "day":
      return valued({ on: "12-31" });
    case "formula":
      return { kind: "expression", language: languages.other, text: formulaOf(state) };
    default:
      return way === "kept" ? state : unset;
  }
}

/** The same as a formula, to go on from. */
function formulaOf(state: InputState): string {
  if (state.kind === "value") return JSON.stringify(state.value);
  return pathOf(state);
}
