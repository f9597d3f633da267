import type { Activity, FlowDocument } from "../draft/document";
import { activitiesOf } from "../draft/document";
import palette from "../../../../Workflows.Definitions/Activities/palette.json?raw";

// What the product ships, for tests: they read the files that the server carries.

const files = import.meta.glob<string>("../../../../Workflows.Definitions/Flows/*.json", { query: "?raw", import: "default", eager: true });

type InputWords = { label: string; help?: string; editor: string; choices?: { value: string; label: string }[] };
type Words = {
  activities: { type: string; name: string; description: string; category: string; inputs: Record<string, InputWords> }[];
  fields: { type: string; name: string; description: string }[];
  ports: Record<string, string>;
};

export const shippedFlows: readonly FlowDocument[] = Object.values(files).map((file) => JSON.parse(file) as FlowDocument);

const words = JSON.parse(palette) as Words;

/** The palette as the server serves it, but for ports that only the engine knows. */
export const shippedPalette = {
  steps: words.activities.map(({ inputs, ...step }) => ({
    ...step,
    isOffered: true,
    endsTheFlow: false,
    ports: [],
    inputs: Object.entries(inputs).map(([name, input]) => ({ name, ...input, choices: input.choices ?? [] })),
  })),
  fields: words.fields,
  ports: words.ports,
};

/** Every input of every step that ships, with the control that edits it. */
export const shippedInputs: readonly { activity: Activity; name: string; editor: string }[] = shippedFlows.flatMap((flow) =>
  activitiesOf(flow).flatMap((activity) =>
    (shippedPalette.steps.find(({ type }) => type === activity.type)?.inputs ?? []).map(({ name, editor }) => ({ activity, name, editor })),
  ),
);
