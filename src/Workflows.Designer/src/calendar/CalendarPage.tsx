import { Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { answerOf, api } from "../api/client";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { dayOf } from "../ui/dates";
import { MoreMenu } from "../ui/MoreMenu";
import { Page } from "../ui/Page";
import { CalendarList } from "./CalendarList";
import { MonthGrid, YearGrid } from "./CalendarGrid";
import { CountDays } from "./CountDays";
import { monthBeside, monthNames, weeksOf, workingDaysIn } from "./grid";
import { ProposeHoliday } from "./ProposeHoliday";
import { PlaceSelect } from "./PlaceSelect";

const [first, last] = [2015, 2045];
const years = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));

type View = "mes" | "anio" | "lista";
const views: { value: View; label: string }[] = [{ value: "mes", label: "Mes" }, { value: "anio", label: "Año" }, { value: "lista", label: "Lista" }];

/** «Calendario»: what falls on each day of a month and of its year, holidays with their norm, and the days that surprise whoever plans. */
export function CalendarPage() {
  const session = useSession();
  const [asked, setAsked] = useSearchParams();
  const today = dayOf(new Date().toISOString());
  const now = { year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)) };
  const year = Math.min(last, Math.max(first, Number(asked.get("anio")) || now.year));
  const place = asked.get("lugar") ?? "";
  const month = Math.min(12, Math.max(0, Number(asked.get("mes")) || 0)) || (asked.has("anio") ? 0 : now.month);
  const view: View = asked.get("vista") === "lista" ? "lista" : month > 0 ? "mes" : "anio";
  const [isProposing, setProposing] = useState(false);
  const mayPropose = session ? hasRole(session, "national.coordinator", "national.technicalSecretariat", "national.administrator") : false;
  const shown = useQuery({
    queryKey: ["/api/calendar/years", year, place],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/years/{year}", { params: { path: { year }, query: place ? { place } : {} }, signal })),
    placeholderData: (before) => before,
  });
  const next = useQuery({
    queryKey: ["/api/calendar/next", { days: 366 }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/next", { params: { query: { days: 366 } }, signal })),
    enabled: year >= now.year,
  });
  const isMonth = view === "mes";
  const dates = next.data ?? [];

  function show(to: { year?: number; place?: string; month?: number; view?: View }) {
    const wanted = { year: to.year ?? year, place: to.place ?? place, month: to.month ?? month, view: to.view ?? view };
    const withMonth = wanted.view === "mes" ? wanted.month || (wanted.year === now.year ? now.month : 1) : 0;
    setAsked(
      { anio: String(wanted.year), ...(withMonth > 0 && { mes: String(withMonth) }), ...(wanted.view === "lista" && { vista: "lista" }), ...(wanted.place && { lugar: wanted.place }) },
      { replace: true },
    );
  }

  /** A month before or after, or a year where the year is drawn. */
  function turn(step: -1 | 1) {
    if (isMonth) show(monthBeside(year, month, step));
    else show({ year: year + step });
  }

  const title = isMonth ? `${capital(monthNames[month - 1]!)} de ${year}` : `Calendario ${year}`;
  return (
    <Page
      title={title}
      facts={
        shown.data
          ? [
              <strong key="days">{isMonth ? workingDaysIn(weeksOf(month, shown.data)) : shown.data.workingDays} días hábiles</strong>,
              countOf(shown.data.holidays.filter((holiday) => holiday.counts && isIn(holiday.date)).length, "feriado", "feriados"),
              countOf(shown.data.awkward.filter((day) => isIn(day.date)).length, "fecha delicada", "fechas delicadas"),
            ]
          : [" "]
      }
      actions={
        mayPropose && (
          <>
            <MoreMenu label="Más sobre el calendario" isOfPage acts={[{ label: "Ver cambios propuestos", to: "/calendario/propuestas" }]} />
            <Button onClick={() => setProposing(true)}>Ingresar un feriado</Button>
          </>
        )
      }
    >
      <div className="calendar-tools">
        <div className="calendar-tools__turn">
          <Button variant="default" px="0.5rem" aria-label={isMonth ? "Mes anterior" : "Año anterior"} disabled={year <= first} onClick={() => turn(-1)}>
            <IconChevronLeft aria-hidden size={16} stroke={1.75} />
          </Button>
          {isMonth && (
            <NativeSelect aria-label="Mes" value={month} onChange={(event) => show({ month: Number(event.currentTarget.value) })} data={monthNames.map((name, at) => ({ value: String(at + 1), label: name }))} />
          )}
          <NativeSelect aria-label="Año" value={String(year)} data={years} onChange={(event) => show({ year: Number(event.currentTarget.value) })} />
          <Button variant="default" px="0.5rem" aria-label={isMonth ? "Mes siguiente" : "Año siguiente"} disabled={year >= last} onClick={() => turn(1)}>
            <IconChevronRight aria-hidden size={16} stroke={1.75} />
          </Button>
        </div>
        <SegmentedControl aria-label="Cómo se dibuja" value={view} data={views} onChange={(value) => show({ view: value as View })} />
        <div className="calendar-tools__place">
          <PlaceSelect isInline value={place} onChange={(code) => show({ place: code })} />
        </div>
      </div>
      <Answer query={shown}>
        {(found) => (
          <>
            {isMonth && <MonthGrid month={month} found={found} next={dates} today={today} />}
            {view === "lista" ? (
              <CalendarList found={found} next={dates} />
            ) : (
              <section className="section" aria-labelledby="el-anio">
                <YearGrid found={found} next={dates} today={today} onMonth={(chosen) => show({ month: chosen, view: "mes" })} />
              </section>
            )}
          </>
        )}
      </Answer>
      {shown.data && <CountDays place={place} />}
      {isProposing && <ProposeHoliday onClose={() => setProposing(false)} />}
    </Page>
  );

  function isIn(date: string): boolean {
    return !isMonth || Number(date.slice(5, 7)) === month;
  }
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
/** Nothing where there is none. */
const countOf = (count: number, one: string, many: string) => count > 0 && `${count} ${count === 1 ? one : many}`;
