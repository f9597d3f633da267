import { IconAlertCircle, IconClock, IconFlag, IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Api } from "../api/client";
import { weekdays } from "./derivation";
import { monthNames, weeksOf, wordsOf, workingDaysIn, type DayDate, type GridDay, type Year } from "./grid";
import "./calendar-grid.css";

type Drawn = { found: Year; /** What falls on the days to come, by name. */ next: readonly Api["NextDatesNextDay"][]; /** The day of now, as 2026-03-09. */ today: string };

/** A month with what happens on each day written in it; on a phone, only the days on which something does. */
export function MonthGrid({ month, found, next, today }: Drawn & { month: number }) {
  const weeks = weeksOf(month, found, next);
  const isQuiet = weeks.flat().every((day) => !day.isIn || isEmpty(day));

  return (
    <div className="month-grid">
      <table>
        <caption className="hidden-words">
          {monthNames[month - 1]} de {found.year}, día por día
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
                <td key={day.date} className={classOf(day)} data-weekday={weekdays[(new Date(`${day.date}T12:00:00Z`).getUTCDay() + 6) % 7]} aria-current={day.date === today ? "date" : undefined}>
                  <span className={day.date === today ? "month-grid__day month-grid__day--today" : "month-grid__day"}>{day.day}</span>
                  {day.isIn && <Items day={day} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isQuiet && <p className="month-grid__quiet support">Este mes no vence nada y no tiene feriados.</p>}
    </div>
  );
}

function Items({ day }: { day: GridDay }) {
  const due = day.dates.filter((date) => !date.isSession);

  return (
    <>
      {day.holidays.map((name) => (
        <div key={name} className="month-grid__item month-grid__item--holiday">
          <IconFlag aria-hidden size={14} stroke={1.75} />
          <span>{name}</span>
        </div>
      ))}
      {day.dates.filter((date) => date.isSession).map((date) => (
        <Item key={date.key} date={date} kind="session" icon={<IconUsers aria-hidden size={14} stroke={1.75} />} />
      ))}
      {due.map((date) => (
        <Item key={date.key} date={date} kind="due" icon={<IconClock aria-hidden size={14} stroke={1.75} />} />
      ))}
      {due.length === 0 && day.due > 0 && (
        <div className="month-grid__item month-grid__item--due">
          <IconClock aria-hidden size={14} stroke={1.75} />
          <span>{day.due === 1 ? "Vence 1 tarea" : `Vencen ${day.due} tareas`}</span>
        </div>
      )}
      {day.delicate.map((text) => (
        <div key={text} className="month-grid__item month-grid__item--delicate">
          <IconAlertCircle aria-hidden size={14} stroke={1.75} />
          <span>{text}</span>
        </div>
      ))}
    </>
  );
}

function Item({ date, kind, icon }: { date: DayDate; kind: "session" | "due"; icon: ReactNode }) {
  return (
    <div className={`month-grid__item month-grid__item--${kind}`}>
      {icon}
      <span>
        <span className="hidden-words">{kind === "due" ? "Vence: " : "Sesión: "}</span>
        {date.to ? <Link to={date.to}>{date.label}</Link> : date.label}
      </span>
      {date.count > 1 && (
        <b>
          {date.count}
          <span className="hidden-words"> procesos</span>
        </b>
      )}
    </div>
  );
}

/** The twelve months, small: what falls where in the year. */
export function YearGrid({ found, next, today, onMonth }: Drawn & { onMonth: (month: number) => void }) {
  return (
    <>
      <div className="card__head">
        <h2 id="el-anio">{found.year}</h2>
      <ul className="year-legend" aria-label="Qué dice cada marca">
        <li>
          <i className="day-closed" aria-hidden="true" /> feriado
        </li>
        <li>
          <i className="day-due" aria-hidden="true" /> vence algo
        </li>
        <li>
          <i className="day-session" aria-hidden="true" /> sesión
        </li>
        <li>
          <i className="day-delicate" aria-hidden="true" /> fecha delicada
        </li>
      </ul>
      </div>
      <div className="year-grid">
        {monthNames.map((name, at) => {
          const weeks = weeksOf(at + 1, found, next);
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
                      <td key={day.date} className={day.isIn ? classOf(day) : undefined} aria-current={day.isIn && day.date === today ? "date" : undefined} title={day.isIn ? wordsOf(day) || undefined : undefined}>
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

const isEmpty = (day: GridDay) => wordsOf(day) === "" && day.dates.length === 0;

function classOf(day: GridDay): string {
  // The days around a month only fill its weeks.
  if (!day.isIn) return day.isWeekend ? "day-outside day-weekend" : "day-outside";
  return [
    day.isWeekend && "day-weekend", day.holidays.length > 0 && "day-closed", (day.due > 0 || day.dates.some((date) => !date.isSession)) && "day-due",
    day.dates.some((date) => date.isSession) && "day-session", day.delicate.length > 0 && "day-delicate", isEmpty(day) && "day-empty",
  ].filter(Boolean).join(" ");
}
