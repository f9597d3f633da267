import { useMemo, useState, type ReactNode } from "react";
import type { Api } from "../../api/client";
import { PartTabs } from "../../ui/PartTabs";
import type { Command } from "../draft/commands";
import { activitiesOf, arrowsOf, labelOf, type Activity, type FlowDocument } from "../draft/document";
import { factsOf } from "../inputs/facts";
import { tabOf, tabs, type Tab } from "../inputs/tabs";
import type { Desk } from "./desk";
import { ExitsTab } from "./ExitsTab";
import { InputField } from "./InputField";
import { KindIcon } from "./KindIcon";
import { NoticesTab } from "./NoticesTab";
import { PanelHead } from "./PanelHead";
import { ProblemList } from "./ProblemList";
import { WhatTab } from "./WhatTab";
import { WhoHolds } from "./WhoHolds";
import "./panel.css";

type Props = {
  document: FlowDocument;
  step: string;
  palette: Api["Palette"];
  /** The ways out of the step as it is drawn now. */
  ports: readonly Api["DrawnPort"][];
  /** What the check said, of this step and of others. */
  problems: readonly Api["Problem"][];
  isReadOnly?: boolean;
  onCommand: (command: Command) => void;
  onClose: () => void;
  onGoTo: (step: string) => void;
};

/** Everything that one step says: what, who, until when, whom it tells and where it leads. It keeps nothing: each change is a command. */
export function StepPanel({ document, step, palette, ports, problems, isReadOnly = false, onCommand, onClose, onGoTo }: Props) {
  const [wanted, setWanted] = useState<Tab>("Qué");
  const facts = useMemo(() => factsOf(document), [document]);
  const activity = activitiesOf(document).find(({ id }) => id === step);
  if (!activity) return null;

  const kind = palette.steps.find(({ type }) => type === activity.type);
  const desk: Desk = { document, palette, facts, onCommand };
  const shown = tabs.filter((tab) => hasTab(tab, activity, kind, document));
  // Another step may not have the tab that one was in.
  const tab = shown.includes(wanted) ? wanted : shown[0]!;

  return (
    <section className="step-panel" aria-label={`Propiedades de ${labelOf(activity)}`}>
      <PanelHead
        key={step} icon={<KindIcon type={activity.type} />} kind={kind?.name ?? "Paso de otro sistema"}
        label="Nombre del paso"
        name={labelOf(activity)} isReadOnly={isReadOnly} onName={(label) => onCommand({ do: "label", step, label })} onClose={onClose}
      />
      <ProblemList problems={problems.filter(({ activityId }) => activityId === step)} />
      <PartTabs
        key={`${step} tabs`} open={tab} onOpen={(next) => setWanted(next as Tab)}
        parts={shown.map((name) => ({
          value: name, label: name,
          draw: () =>
            name === "Salidas" ? (
              <ExitsTab step={step} ports={ports} desk={desk} isReadOnly={isReadOnly} onGoTo={onGoTo} />
            ) : (
              // What may not be changed can be read, and every control of it is off.
              <fieldset className="step-panel__fields" disabled={isReadOnly}>
                <legend className="step-panel__legend">{name}</legend>
                {contentOf(name, activity, kind, desk)}
              </fieldset>
            ),
        }))}
      />
    </section>
  );
}

type Kind = Api["PaletteStep"] | undefined;

function hasTab(tab: Tab, activity: Activity, kind: Kind, document: FlowDocument): boolean {
  if (tab === "Qué") return true;
  if (tab === "Salidas") return !kind?.endsTheFlow || arrowsOf(document).some(({ from }) => from === activity.id);
  const inputs = kind?.inputs ?? [];
  return inputs.some(({ name, editor }) => tabOf(name) === tab || (tab === "Avisos" && editor === "deadline"));
}

function contentOf(tab: Tab, activity: Activity, kind: Kind, desk: Desk): ReactNode {
  if (tab === "Qué") return <WhatTab activity={activity} kind={kind} desk={desk} />;
  const inputs = (kind?.inputs ?? []).filter(({ name }) => tabOf(name) === tab);
  const fields = inputs.map((input) => <InputField key={input.name} input={input} activity={activity} desk={desk} />);
  if (tab === "Quién") return <>{fields}{inputs.some(({ name }) => name === "role") && <WhoHolds activity={activity} />}</>;
  return tab === "Avisos" ? <NoticesTab activity={activity} kind={kind} desk={desk}>{fields}</NoticesTab> : fields;
}
