import type { Api } from "../../api/client";
import type { Command } from "../draft/commands";
import { activitiesOf, arrowsOf, isPart, type FlowDocument, type Part } from "../draft/document";

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
    case "replaceText": {
      const [from, to, position] = [data.from ?? "", data.to ?? "", Number(data.position)];
      const before = data.input ? activity[data.input] : undefined;
      const written = isPart(before) && isPart(before.expression) ? before.expression.value : undefined;
      // What was written meanwhile is not what was checked.
      if (typeof written !== "string" || !written.startsWith(from, position - 1)) return null;
      const value = written.slice(0, position - 1) + to + written.slice(position - 1 + from.length);
      return { do: "set", step, input: data.input!, called: fix.label, value: { ...(before as Part), expression: { ...((before as Part).expression as Part), value } } };
    }
    case "declareVariable":
      return data.name ? { do: "keep", fact: data.name } : null;
    default:
      return null;
  }
}
