import { NativeSelect } from "@mantine/core";
import type { ComponentType } from "react";
import { MoreMenu, type Act } from "../../ui/MoreMenu";
import type { Activity } from "../draft/document";
import { inWords, variablesOf } from "../inputs/facts";
import { languages, read, unset, write, type InputState } from "../inputs/inputs";
import { BranchesEditor } from "./BranchesEditor";
import { ConditionEditor } from "./ConditionEditor";
import { DeadlineEditor } from "./DeadlineEditor";
import type { Desk, EditorProps, PanelInput } from "./desk";
import { Foreign } from "./Foreign";
import { EvidenceEditor, FormEditor } from "./FormEditors";
import { FormulaInput } from "./FormulaInput";
import { RecipientsEditor, RoleEditor, ScopeEditor } from "./PeopleEditors";
import { NamedEditor, WorkflowEditor } from "./ServerChoices";
import { SilenceEditor } from "./SilenceEditor";
import { ChoiceEditor, DocumentOutline, ListEditor, NumberEditor, YesNoEditor } from "./SimpleEditors";
import { SpanEditor } from "./SpanEditor";
import { TextEditor } from "./TextEditor";
import { ValueEditor } from "./ValueEditor";

/** The control of each kind of input. One that the palette does not know yet is edited as anything else is. */
const editors: Readonly<Record<string, ComponentType<EditorProps>>> = {
  text: TextEditor,
  multiline: TextEditor,
  number: NumberEditor,
  yesNo: YesNoEditor,
  choice: ChoiceEditor,
  list: ListEditor,
  role: RoleEditor,
  scope: ScopeEditor,
  recipients: RecipientsEditor,
  template: NamedEditor,
  rules: NamedEditor,
  workflow: WorkflowEditor,
  timeSpan: SpanEditor,
  deadline: DeadlineEditor,
  form: FormEditor,
  evidence: EvidenceEditor,
  silence: SilenceEditor,
  condition: ConditionEditor,
  json: DocumentOutline,
};

/** Controls that hold facts and formulas too; the rest leave them to a select and a text. */
const holdFormulas = new Set(["text", "multiline", "condition", "deadline"]);
/** Controls that have their own way to say nothing, or to say it otherwise. */
const withoutMenu = new Set(["expression", "condition", "deadline", "silence", "json"]);

type Props = { input: PanelInput; activity: Activity; desk: Desk };

/** One input of a step: its control, and behind «…» the other ways to say it. */
export function InputField({ input, activity, desk }: Props) {
  const state = read(activity, input.name, input.editor);
  const onChange = (next: InputState) =>
    desk.onCommand({
      do: "set", step: activity.id, input: input.name, called: input.label, value: write(activity, input.name, input.editor, next),
    });
  if (state.kind === "foreign") return <Foreign label={input.label} json={state.json} />;

  const control = controlOf({ input, activity, state, desk, onChange });
  const isList = (input.editor === "form" || input.editor === "evidence") && (state.kind === "value" || state.kind === "unset");
  if (isList || withoutMenu.has(input.editor) || !(input.editor in editors)) return control;
  return (
    <div className="step-panel__input">
      <div className="step-panel__control">{control}</div>
      <MoreMenu label={`Otras formas de decir «${input.label}»`} acts={waysOf(state, input.editor, desk, onChange)} />
    </div>
  );
}

function controlOf(props: EditorProps) {
  const { input, activity, state, desk, onChange } = props;
  if (state.kind === "variable")
    return input.editor in editors ? (
      <NativeSelect
        label={input.label} description={input.help} value={state.name} data={factNames(desk, state.name)}
        onChange={(event) => onChange({ kind: "variable", name: event.currentTarget.value })}
      />
    ) : (
      <ValueEditor {...props} />
    );
  if (state.kind === "expression" && !holdFormulas.has(input.editor) && input.editor in editors)
    return (
      <FormulaInput
        label={input.label} description={input.help ?? undefined} value={state.text} onChange={(text) => onChange({ ...state, text })}
      />
    );
  // The ways that open have arrows; a list of names has none.
  const Editor = activity.type === "Elsa.FlowFork" && input.editor === "list" ? BranchesEditor : (editors[input.editor] ?? ValueEditor);
  return <Editor {...props} />;
}

/** The facts of the process by name, and one that it does not keep. */
function factNames(desk: Desk, now: string): { value: string; label: string }[] {
  const names = variablesOf(desk.document).map(({ name }) => name);
  const label = (name: string) => (names.includes(name) ? inWords(name) : `${inWords(name)} (ya no está)`);
  return [...new Set([...names, now])].map((name) => ({ value: name, label: label(name) }));
}

function waysOf(state: InputState, editor: string, desk: Desk, onChange: (state: InputState) => void): (Act | false)[] {
  const [first] = variablesOf(desk.document);
  return [
    (state.kind === "variable" || state.kind === "expression") && { label: "Escribirlo aquí", onChoose: () => onChange(unset) },
    state.kind !== "variable" && first !== undefined
      && { label: "Usar un dato del proceso", onChoose: () => onChange({ kind: "variable", name: first.name, id: first.id }) },
    state.kind !== "expression" && {
      label: "Escribir la fórmula", onChoose: () => onChange({ kind: "expression", language: languages.other, text: formulaOf(state) }),
    },
    state.kind !== "unset" && editor !== "yesNo" && { label: "Dejar sin indicar", onChoose: () => onChange(unset) },
  ];
}

function formulaOf(state: InputState): string {
  if (state.kind === "variable") return state.name;
  return state.kind === "value" ? JSON.stringify(state.value) : '""';
}
