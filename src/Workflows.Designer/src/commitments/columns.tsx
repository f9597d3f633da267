import { Link } from "react-router";
import type { Column } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { percent, stateLabels, tierLabels, type CommitmentLine } from "./words";

const toneOf = (line: CommitmentLine) => (line.isCritical ? "late" : line.doesNotApply ? "unknown" : line.state === "Finished" ? "done" : "onTime");

/** What a table says of a commitment: whose, how far, by when, and whether it is critical. */
export const commitmentColumns: readonly Column<CommitmentLine>[] = [
  {
    key: "name", head: "Compromiso", names: true,
    cell: (line) => (
      <>
        <Link to={`/compromisos/${encodeURIComponent(line.code)}`}>{line.name}</Link>
        <div className="support">
          {tierLabels[line.tier]} {line.code}
        </div>
      </>
    ),
  },
  {
    key: "state", head: "Estado",
    cell: (line) => (
      <>
        <StatusTag bare tone={toneOf(line)}>
          {line.doesNotApply ? "No aplica" : stateLabels[line.state]}
          {line.isCritical && ", en situación crítica"}
        </StatusTag>
        {line.obstacle && <div className="support">Nudo: {line.obstacle}</div>}
      </>
    ),
  },
  { key: "progress", head: "Avance", cell: (line) => (line.doesNotApply ? "No aplica" : percent(line.progress)) },
  { key: "due", head: "Vence", cell: (line) => (line.dueOn ? longDay(line.dueOn) : "Sin fecha") },
  { key: "place", head: "De quién es", cell: (line) => line.place || "Todo el país" },
];
