import { Button, Group, NativeSelect, NumberInput, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import { WideTable } from "../ui/WideTable";
import { MonthGrid, YearGrid } from "./CalendarGrid";
import { CountDays } from "./CountDays";
import { monthNames } from "./grid";
import { ProposeHoliday } from "./ProposeHoliday";
import { PlaceSelect } from "./PlaceSelect";
import { awkwardName } from "./words";

const [first, last] = [2015, 2045];

/** «Calendario»: a year's holidays with their norm, what falls when, and the days that surprise whoever plans. */
export function CalendarPage() {
  const session = useSession();
  const [asked, setAsked] = useSearchParams();
  const year = Math.min(last, Math.max(first, Number(asked.get("anio")) || new Date().getFullYear()));
  const place = asked.get("lugar") ?? "";
  const month = Math.min(12, Math.max(0, Number(asked.get("mes")) || 0));
  const [isProposing, setProposing] = useState(false);
  const mayPropose = session ? hasRole(session, "national.coordinator", "national.technicalSecretariat", "national.administrator") : false;
  const shown = useQuery({
    queryKey: ["/api/calendar/years", year, place],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/years/{year}", { params: { path: { year }, query: place ? { place } : {} }, signal })),
    placeholderData: (before) => before,
  });

  function show(next: { year?: number; place?: string; month?: number }) {
    const to = { year: next.year ?? year, place: next.place ?? place, month: next.month ?? month };
    setAsked({ anio: String(to.year), ...(to.month > 0 && { mes: String(to.month) }), ...(to.place && { lugar: to.place }) }, { replace: true });
  }

  return (
    <Page
      title="Calendario"
      facts={[shown.data && <strong key="days">{shown.data.workingDays} días hábiles en {year}</strong>, shown.data && `${shown.data.holidays.length} feriados`, shown.data && `${shown.data.awkward.length} fechas delicadas`]}
      actions={
        mayPropose && (
          <>
            <Button variant="default" component={Link} to="/calendario/propuestas">
              Ver cambios propuestos
            </Button>
            <Button onClick={() => setProposing(true)}>Ingresar un feriado</Button>
          </>
        )
      }
    >
      <div>
        <Group align="end">
          <NumberInput label="Año" w={120} min={first} max={last} clampBehavior="strict" value={year} onChange={(value) => Number(value) >= first && show({ year: Number(value) })} />
          <NativeSelect label="Mes" value={month} onChange={(event) => show({ month: Number(event.currentTarget.value) })}>
            <option value={0}>Todo el año</option>
            {monthNames.map((name, at) => (
              <option key={name} value={at + 1}>
                {name}
              </option>
            ))}
          </NativeSelect>
          <PlaceSelect value={place} onChange={(code) => show({ place: code })} />
        </Group>
        <Answer query={shown}>
          {(found) => (
            <>
              <section className="card" aria-label="Calendario dibujado">
                {month > 0 ? <MonthGrid month={month} found={found} /> : <YearGrid found={found} onMonth={(chosen) => show({ month: chosen })} />}
              </section>
              <details className="year-tables">
                <summary>Ver como tablas: feriados con su norma, fechas delicadas y qué vence cada día</summary>
                <YearTables found={found} />
              </details>
            </>
          )}
        </Answer>
        {shown.data && <CountDays place={place} />}
      </div>
      {isProposing && <ProposeHoliday onClose={() => setProposing(false)} />}
    </Page>
  );
}

/** What the drawing shows, as tables: with the norm of each day. */
function YearTables({ found }: { found: Api["YearView"] }) {
  return (
    <>
      <section className="section" aria-labelledby="feriados">
        <h2 id="feriados">Feriados</h2>
        <WideTable caption={`Feriados de ${found.year}, con la norma que los establece`} minWidth="44rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Día</Table.Th>
              <Table.Th scope="col">Feriado</Table.Th>
              <Table.Th scope="col">Dónde rige</Table.Th>
              <Table.Th scope="col">Por qué ese día</Table.Th>
              <Table.Th scope="col">Norma</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.holidays.map((holiday) => (
              <Table.Tr key={`${holiday.date} ${holiday.name} ${holiday.territory}`}>
                <Table.Td>{longDay(holiday.date)}</Table.Td>
                <Table.Td>
                  {holiday.name}
                  {!holiday.counts && (found.place ? " (no se cuenta en el lugar elegido)" : " (solo se cuenta en ese lugar)")}
                </Table.Td>
                <Table.Td>{holiday.territory || "Todo el país"}</Table.Td>
                <Table.Td>
                  {holiday.rule}
                  {holiday.moved && `; se trasladó desde el ${longDay(holiday.baseDate)}`}
                  {holiday.provenance && `. ${holiday.provenance}`}
                </Table.Td>
                <Table.Td>
                  {holiday.norm}
                  {holiday.isUnverified && " (por confirmar)"}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      </section>
      <section className="section" aria-labelledby="incomodos">
        <h2 id="incomodos">Fechas delicadas</h2>
        {found.awkward.length === 0 ? (
          <Text>Este año no tiene días sándwich ni semanas cortas.</Text>
        ) : (
          <WideTable caption={`Fechas delicadas de ${found.year}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Día</Table.Th>
                <Table.Th scope="col">Qué es</Table.Th>
                <Table.Th scope="col">Detalle</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.awkward.map((day) => (
                <Table.Tr key={`${day.date} ${day.kind}`}>
                  <Table.Td>{longDay(day.date)}</Table.Td>
                  <Table.Td>{awkwardName[day.kind] ?? day.kind}</Table.Td>
                  <Table.Td>{day.text}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        )}
      </section>
      <section className="section" aria-labelledby="vencimientos">
        <h2 id="vencimientos">Qué vence cada día</h2>
        {found.falling.length === 0 ? (
          <Text>Ninguna tarea abierta que puedas ver vence en {found.year}.</Text>
        ) : (
          <WideTable caption={`Tareas abiertas que vencen en ${found.year}, por día`} minWidth="20rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Día</Table.Th>
                <Table.Th scope="col">Tareas que vencen</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.falling.map((day) => (
                <Table.Tr key={day.date}>
                  <Table.Td>{longDay(day.date)}</Table.Td>
                  <Table.Td>{day.deadlines}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        )}
      </section>
    </>
  );
}
