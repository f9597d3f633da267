import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import type { Api } from "../api/client";
import { DataTable } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import { datesOf } from "./grid";
import { awkwardName } from "./words";

type Props = { found: Api["YearView"]; next: readonly Api["NextDatesNextDay"][] };

/** What the drawing shows, as tables: with the norm of each holiday, and what falls on each day. */
export function CalendarList({ found, next }: Props) {
  return (
    <>
      <section className="section" aria-labelledby="vencimientos">
        <h2 id="vencimientos">Qué vence cada día</h2>
        {found.falling.length === 0 ? (
          <p>Ninguna tarea abierta que puedas ver vence en {found.year}.</p>
        ) : (
          <DataTable
            caption={`Tareas abiertas que vencen en ${found.year}, por día`} minWidth="20rem" rows={found.falling} keyOf={(day) => day.date}
            columns={[
              { key: "day", head: "Día", names: true, cell: (day) => <span className="one-line">{longDay(day.date)}</span> },
              {
                key: "what", head: "Qué",
                cell: (day) =>
                  datesOf(day.date, next).length === 0 ? "—" : datesOf(day.date, next).map((date) => (
                    <div key={date.key}>
                      {date.to ? (
                        <Anchor component={Link} to={date.to}>
                          {date.label}
                        </Anchor>
                      ) : (
                        date.label
                      )}
                    </div>
                  )),
              },
              { key: "count", head: "Tareas que vencen", align: "right", cell: (day) => day.deadlines },
            ]}
          />
        )}
      </section>
      <section className="section" aria-labelledby="feriados">
        <h2 id="feriados">Feriados</h2>
        <DataTable
          caption={`Feriados de ${found.year}, con la norma que los establece. Edición ${found.edition} del calendario.`} minWidth="44rem" rows={found.holidays} keyOf={(holiday) => `${holiday.date} ${holiday.name} ${holiday.territory}`}
          columns={[
            { key: "day", head: "Día", cell: (holiday) => <span className="one-line">{longDay(holiday.date)}</span> },
            {
              key: "name", head: "Feriado", names: true,
              cell: (holiday) => (
                <>
                  {holiday.name}
                  {!holiday.counts && <span className="support">{found.place ? " (no se cuenta en el lugar elegido)" : " (solo se cuenta en ese lugar)"}</span>}
                </>
              ),
            },
            { key: "where", head: "Dónde rige", cell: (holiday) => holiday.territory || "Todo el país" },
            {
              key: "why", head: "Por qué ese día",
              cell: (holiday) => (
                <>
                  {holiday.rule}
                  {holiday.moved && `; se trasladó desde el ${longDay(holiday.baseDate)}`}
                  {holiday.provenance && `. ${holiday.provenance}`}
                </>
              ),
            },
            {
              key: "norm", head: "Norma",
              cell: (holiday) => (
                <>
                  {holiday.norm}
                  {holiday.isUnverified && " (por confirmar)"}
                  {holiday.lawIds && <div className="support">LeyChile: {holiday.lawIds}</div>}
                </>
              ),
            },
          ]}
        />
      </section>
      <section className="section" aria-labelledby="delicadas">
        <h2 id="delicadas">Fechas delicadas</h2>
        {found.awkward.length === 0 ? (
          <p>Este año no tiene días sándwich ni semanas cortas.</p>
        ) : (
          <DataTable
            caption={`Fechas delicadas de ${found.year}`} rows={found.awkward} keyOf={(day) => `${day.date} ${day.kind}`} minWidth="32rem"
            columns={[
              { key: "day", head: "Día", names: true, cell: (day) => <span className="one-line">{longDay(day.date)}</span> },
              { key: "kind", head: "Qué es", cell: (day) => awkwardName[day.kind] ?? "Fecha delicada" },
              { key: "text", head: "Detalle", cell: (day) => day.text },
            ]}
          />
        )}
      </section>
    </>
  );
}
