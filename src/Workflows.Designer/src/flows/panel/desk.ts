import type { Api } from "../../api/client";
import type { Command } from "../draft/commands";
import type { Activity, FlowDocument } from "../draft/document";
import type { Fact } from "../inputs/facts";
import type { InputState } from "../inputs/inputs";

/** What every part of a panel knows: the flow, the words it is drawn with, and how to change it. */
export type Desk = {
  readonly document: FlowDocument;
  readonly palette: Api["Palette"];
  /** Everything that conditions and texts can name. */
  readonly facts: readonly Fact[];
  readonly onCommand: (command: Command) => void;
};

export type PanelInput = Api["PaletteStepInput"];

/** What an input of a step is edited with. */
export type EditorProps = {
  readonly input: PanelInput;
  readonly activity: Activity;
  readonly state: InputState;
  readonly desk: Desk;
  readonly onChange: (state: InputState) => void;
};
