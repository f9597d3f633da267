import { Link } from "react-router";
import type { Api } from "../api/client";
import { DayLeaf } from "../ui/Bars";
import { hourOf, longDay } from "../ui/dates";
import { pathOfProcess, pathOfStage } from "./states";

type Day = Api["NextDatesNextDay"];

const shown = 6;

/** What falls on the next days: steps that are due, with how many have them, and sessions. */
export function NextDates({ days }: { /** Nothing while they are asked for: their place is kept. */ days: readonly Day[] | undefined }) {
  const dates = (days ?? []).flatMap(({ date, dates }) => dates.map((one) => ({ date, one }))).slice(0, shown);

  return (
    <section className="card" aria-labelledby="proximas-fechas">
      <div className="card__head">
        <h2 id="proximas-fechas">Próximas fechas</h2>
        <Link to="/calendario">Calendario</Link>
      </div>
      {!days ? (
        <div className="dated--waited" />
      ) : dates.length === 0 ? (
        <p>Nada vence ni se cita en los próximos días.</p>
      ) : (
        <ul className="lines">
          {dates.map(({ date, one }) => (
            <li key={`${date} ${one.kind} ${one.definitionId} ${one.activityId} ${one.processId ?? one.year ?? ""} ${one.at ?? ""}`} className="dated">
              <DayLeaf day={date} />
              <div>
                <Link to={pathOf(one)}>{one.label}</Link>
                <div className="support">
                  {one.flowName} {one.year}
                  {one.processes > 1 && `, ${one.processes} procesos`}
                </div>
                <div className="support">
                  {longDay(date)}
                  {one.at && `, ${hourOf(one.at)} horas`}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** To the one process, or to the stage with only those of that step. */
function pathOf(one: Day["dates"][number]): string {
  if (one.processId) return pathOfProcess(one.processId);
  if (!one.year) return "/procesos";
  return `${pathOfStage({ definitionId: one.definitionId, year: one.year })}?step=${encodeURIComponent(one.activityId)}`;
}
