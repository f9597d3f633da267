import { unset, valued, write } from "../inputs/inputs";
import { renamed } from "../inputs/renamed";
import type { EditorProps } from "./desk";
import { NamedWays } from "./NamedWays";

/** The ways that open at once. A way that is called otherwise keeps its arrows. */
export function BranchesEditor({ input, activity, state, desk, onChange }: EditorProps) {
  const names = state.kind === "value" ? (state.value as string[]) : [];
  const set = (next: string[]) => onChange(next.length > 0 ? valued(next) : unset);

  return (
    <NamedWays
      legend={input.label} help={input.help} word="camino" names={names} onAdd={(name) => set([...names, name])}
      onRemove={(at) => set(names.filter((_, other) => other !== at))}
      onRename={(at, name) => {
        const value = write(activity, input.name, input.editor, valued(names.with(at, name)));
        desk.onCommand(renamed(desk.document, { do: "set", step: activity.id, input: input.name, called: input.label, value }, names[at]!, name));
      }}
    />
  );
}
