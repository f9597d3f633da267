import { Link } from "react-router";
import { DataTable } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { percent, stateLabels, tierLabels, type CommitmentLine } from "./words";

const toneOf = (line: CommitmentLine) => (line.isCritical ? "late" : line.doesNotApply ? "unknown" : line.state === "Finished" ? "done" : "onTime");

/** Commitments in a table: whose, how far, by when, and whether they are critical. */
export function CommitmentTable({ caption, lines }: { caption: string; lines: readonly CommitmentLine[] }) {
  return (
    <DataTable
      caption={caption} minWidth="56rem" rows={lines} keyOf={(line) => line.code}
      columns={[
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
      ]}
    />
  );
}
