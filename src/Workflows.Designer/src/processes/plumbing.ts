import type { Drawing, Step } from "./steps";

type Arrow = Drawing["arrows"][number];

/** What a flow does by itself to keep its own order: names, lists, facts, forks and joins. Nobody acts there and nothing waits there. */
const plumbing = new Set([
  "Elsa.SetName", "Elsa.SetVariable", "Elsa.FlowFork", "Elsa.FlowJoin", "Workflows.RecordFact", "Workflows.ReadFacts", "Workflows.ReadBody", "Workflows.NumberRows",
  "Workflows.TakeNumber", "Workflows.ListInstitutions", "Workflows.ListPlaces", "Workflows.ListCommitments", "Workflows.CommittedGoals",
]);

const columnWidth = 260;

/** Whether a step may stay out of a drawing for people: never where the process stands or failed. */
const isPlumbing = (step: Step) => plumbing.has(step.type) && step.state !== "Current" && step.state !== "Failed";

/** The drawing with the steps that somebody outside the code would name; what led through the others leads on. */
export function withoutPlumbing(drawing: Drawing): Drawing {
  let arrows = drawing.arrows;
  const hidden = new Set<string>();
  for (const step of drawing.steps.filter(isPlumbing)) {
    const [into, out] = [arrows.filter((arrow) => arrow.to === step.id), arrows.filter((arrow) => arrow.from === step.id)];
    const [from, to] = [new Set(into.map((arrow) => arrow.from)), new Set(out.map((arrow) => arrow.to))];
    // Where many meet and many leave, what led where would be lost; where nothing leads in or out, the end of a way.
    if (from.size === 0 || to.size === 0 || (from.size > 1 && to.size > 1) || to.has(step.id)) continue;
    arrows = arrows.filter((arrow) => arrow.to !== step.id && arrow.from !== step.id).concat(into.flatMap((before) => out.map((after) => through(before, after))));
    hidden.add(step.id);
  }
  return closedUp({ steps: drawing.steps.filter((step) => !hidden.has(step.id)), arrows: merged(arrows) });
}

/** One way where there were two: it is called as the first, because the second had nothing to say. */
function through(before: Arrow, after: Arrow): Arrow {
  return { ...before, to: after.to, isTaken: before.isTaken && after.isTaken };
}

/** Ways between the same two steps are one line with the words of all. */
export function merged(arrows: readonly Arrow[]): Arrow[] {
  const ways = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const key = `${arrow.from} ${arrow.to}`;
    const known = ways.get(key);
    if (!known) ways.set(key, arrow);
    else {
      const labels = [...new Set([...known.portLabel.split(" o "), arrow.portLabel])];
      ways.set(key, { ...known, port: known.port === "Done" ? arrow.port : known.port, portLabel: labels.join(" o "), isTaken: known.isTaken || arrow.isTaken });
    }
  }
  return [...ways.values()];
}

/** Without the columns that nothing stands in any more. */
function closedUp({ steps, arrows }: Drawing): Drawing {
  const columns = [...new Set(steps.map((step) => step.x))].sort((one, other) => one - other);
  return { steps: steps.map((step) => ({ ...step, x: columns.indexOf(step.x) * columnWidth })), arrows };
}
