import { Button, VisuallyHidden } from "@mantine/core";
import { useId, useState } from "react";
import { DataTable } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { monthsOf, normsOf, weekdays, type Cell, type DayReason, type Month } from "./derivation";
import "./why-this-date.css";

type Props = {
  /** The days of the computation, first to last, as the server explains them. */
  derivation: readonly DayReason[];
  /** The term and the date it gives, in one sentence. */
  sentence?: string;
  /** Of the calendar it was computed with; the page of the calendar says its own. */
  edition?: string | null;
};

/** More months than these say less than the list below them. */
const mostMonths = 4;

/** «¿Por qué esta fecha?»: a small calendar that counts the days, and the norm of each. */
export function WhyThisDate({ derivation, sentence, edition }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();

  return (
    <div className="why">
      <Button variant="default" size="compact-md" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        ¿Por qué esta fecha?
      </Button>
      <div id={id} hidden={!isOpen}>
        <Derivation derivation={derivation} sentence={sentence} edition={edition} />
      </div>
    </div>
  );
}

/** The same without the button, for pages whose subject it is. */
export function Derivation({ derivation, sentence, edition }: Props) {
  const months = monthsOf(derivation);
  const norms = normsOf(derivation);

  return (
    <div className="why__body">
      {sentence && <p>{sentence}</p>}
      {months.length <= mostMonths && (
        <>
          <div className="why__months">
            {months.map((month) => (
              <MonthTable key={month.key} month={month} />
            ))}
          </div>
          <p className="why__legend">
            El número pequeño es la cuenta de los días. La raya «–» marca un día que no se contó. El recuadro es el vencimiento.
          </p>
        </>
      )}
      {norms.length > 0 && <p>Normas: {norms.join("; ")}.</p>}
      {edition && <p>Calendario de feriados: edición {edition}.</p>}
      <details>
        <summary>Ver el cálculo día por día</summary>
        <DataTable
          caption="Cálculo del plazo, día por día" minWidth="32rem" rows={derivation.map((day, at) => ({ ...day, at }))} keyOf={(day) => String(day.at)}
          columns={[
            { key: "day", head: "Día", names: true, cell: (day) => longDay(day.date) },
            { key: "counted", head: "Se contó", cell: (day) => (day.counted ? "Sí" : "No") },
            { key: "reason", head: "Motivo", cell: (day) => day.reason },
            { key: "norm", head: "Norma", cell: (day) => day.norm ?? "" },
          ]}
        />
      </details>
    </div>
  );
}

function MonthTable({ month }: { month: Month }) {
  return (
    <table className="why__month">
      <caption>{month.name}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              <abbr title={weekday}>{weekday.slice(0, 2)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, i) => (
          <tr key={i}>
            {week.map((cell, j) => (
              <td key={j} className={cell ? `why__day--${cell.mark}` : undefined}>
                {cell && <Day cell={cell} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ cell }: { cell: Cell }) {
  return (
    <>
      {cell.day}
      {cell.mark !== "none" && (
        <span className="why__mark">
          <span aria-hidden="true">{cell.count ?? (cell.mark === "start" ? "desde" : cell.mark === "end" ? "vence" : "–")}</span>
          <VisuallyHidden>
            {cell.reason}
            {cell.mark === "end" && " Vence este día."}
          </VisuallyHidden>
        </span>
      )}
    </>
  );
}
