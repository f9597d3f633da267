import type { Api } from "../../api/client";
import type { Command } from "../draft/commands";
import { activitiesOf, arrowsOf, isPart, type FlowDocument } from "../draft/document";

/** An obvious mend that the checker offers, as the command that does it; nothing for one that this page does not know. */
export function commandOf(fix: Api["Fix"], step: string, document: FlowDocument): Command | null {
  const { data } = fix;
  const activity = activitiesOf(document).find((one) => one.id === step);
  if (!activity) return null;
  switch (fix.kind) {
    case "renameStep":
      return data.label ? { do: "label", step, label: data.label } : null;
    case "removeStep":
      return { do: "remove", steps: [step] };
    case "removeArrows":
      return { do: "remove", steps: [], arrows: arrowsOf(document).filter((arrow) => arrow.from === step && arrow.port === data.port) };
    case "connectToEnd": {
      const end = activitiesOf(document).find((one) => one.type === "Elsa.Finish");
      return end && data.port ? { do: "connect", arrow: { from: step, port: data.port, to: end.id } } : null;
    }
    case "setInput": {
      if (!data.input || data.value === undefined) return null;
      const before = activity[data.input];
      const value = data.type === "Object" ? (JSON.parse(data.value) as unknown) : data.value;
      return { do: "set", step, input: data.input, called: fix.label, value: { ...(isPart(before) ? before : {}), expression: { type: data.type ?? "Literal", value } } };
    }
    default:
      return null;
  }
}
