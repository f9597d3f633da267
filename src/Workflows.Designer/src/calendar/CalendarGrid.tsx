import { weekdays } from "./derivation";
import { monthNames, weeksOf, wordsOf, workingDaysIn, type GridDay, type Year } from "./grid";
import "./calendar-grid.css";

/** A month with what happens on each day written in it; on a phone, only the days on which something does. */
export function MonthGrid({ month, found }: { month: number; found: Year }) {
  const weeks = weeksOf(month, found);

  return (
    <div className="month-grid">
      <table>
        <caption>
          {monthNames[month - 1]} de {found.year}: {workingDaysIn(weeks)} días hábiles
        </caption>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]!.date}>
              {week.map((day) => (
                <td key={day.date} className={classOf(day)} data-weekday={weekdays[(new Date(`${day.date}T12:00:00Z`).getUTCDay() + 6) % 7]}>
                  <span className="month-grid__day">{day.day}</span>
                  {day.isIn && <Items day={day} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Items({ day }: { day: GridDay }) {
  return (
    <>
      {day.holidays.map((name) => (
        <div key={name} className="month-grid__item">
          Feriado: {name}
        </div>
      ))}
      {day.due > 0 && <div className="month-grid__item month-grid__item--due">{day.due === 1 ? "Vence 1 tarea" : `Vencen ${day.due} tareas`}</div>}
      {day.delicate.map((text) => (
        <div key={text} className="month-grid__item month-grid__item--delicate">
          {text}
        </div>
      ))}
    </>
  );
}

/** The twelve months, small: what falls where in the year. */
export function YearGrid({ found, onMonth }: { found: Year; onMonth: (month: number) => void }) {
  return (
    <>
      <ul className="year-legend" aria-label="Qué dice cada marca">
        <li>
          <i className="day-closed" aria-hidden="true" /> feriado
        </li>
        <li>
          <i className="day-due" aria-hidden="true" /> vence algo
        </li>
        <li>
          <i className="day-delicate" aria-hidden="true" /> fecha delicada
        </li>
      </ul>
      <div className="year-grid">
        {monthNames.map((name, at) => {
          const weeks = weeksOf(at + 1, found);
          return (
            <table key={name}>
              <caption>
                <button type="button" className="link-button" onClick={() => onMonth(at + 1)}>
                  {name}
                </button>
                <span className="support">{workingDaysIn(weeks)} hábiles</span>
              </caption>
              <thead>
                <tr>
                  {weekdays.map((weekday) => (
                    <th key={weekday} scope="col">
                      <abbr title={weekday}>{weekday[0]}</abbr>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeks.map((week) => (
                  <tr key={week[0]!.date}>
                    {week.map((day) => (
                      <td key={day.date} className={day.isIn ? classOf(day) : undefined} title={day.isIn ? wordsOf(day) || undefined : undefined}>
                        {day.isIn && day.day}
                        {day.isIn && wordsOf(day) && <span className="hidden-words"> {wordsOf(day)}</span>}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
      </div>
    </>
  );
}

function classOf(day: GridDay): string {
  return [
    !day.isIn && "day-outside", day.isWeekend && "day-weekend", day.holidays.length > 0 && "day-closed", day.due > 0 && "day-due",
    day.delicate.length > 0 && "day-delicate", day.isIn && wordsOf(day) === "" && "day-empty",
  ].filter(Boolean).join(" ");
}
