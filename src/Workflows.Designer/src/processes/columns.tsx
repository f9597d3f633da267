import { Link } from "react-router";
import type { Column } from "../ui/DataTable";
import { hourOf, longDate, longDateTime } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { holdersOf, pathOfProcess, stateSentence, toneOf, type ProcessLine } from "./states";

type Options = {
  /** Of one stage every row is of the same process: its name is said once, above. */
  namesProcess: boolean;
};

/** The columns of a list of processes: of whom, how it stands, where, until when and in whose hands, each said once. */
export function processColumns(lines: readonly ProcessLine[], { namesProcess }: Options): Column<ProcessLine>[] {
  const hour = sharedHour(lines);

  return [
    {
      key: "who", head: namesProcess ? "Proceso" : "Institución", sort: "institution", names: true,
      cell: (line) => (
        <>
          <Link to={pathOfProcess(line.id)}>{line.institutionName ?? line.title}</Link>
          {namesProcess && line.institutionName && <div className="support">{line.title}</div>}
        </>
      ),
    },
    { key: "state", head: "Estado", cell: (line) => <StatusTag tone={toneOf(line)}>{stateSentence(line)}</StatusTag> },
    { key: "step", head: "Paso", cell: (line) => line.steps.map((step) => step.label).join(", ") || "—" },
    { key: "due", head: hour ? `Vence a las ${hour} horas del` : "Vence", cell: (line) => (line.dueAt ? (hour ? longDate(line.dueAt) : longDateTime(line.dueAt)) : "—") },
    {
      key: "holder", head: "En manos de",
      cell: (line) => {
        const holders = holdersOf(line);
        return holders.length === 0 ? "—" : holders.map(({ key, post, isVacant }) => <div key={key}>{isVacant ? <StatusTag bare tone="stopped">{post}: cargo vacante</StatusTag> : post}</div>);
      },
    },
  ];
}

/** The hour at which all of them are due, told once in the head instead of in each row. */
export function sharedHour(lines: readonly Pick<ProcessLine, "dueAt">[]): string | undefined {
  const hours = new Set(lines.flatMap((line) => (line.dueAt ? [hourOf(line.dueAt)] : [])));
  return hours.size === 1 ? [...hours][0] : undefined;
}
