import { Anchor, Button, Group, NumberInput, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { answerOf, api, type Api } from "../api/client";
import { hasRole, useSession } from "../session/session";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Page } from "../ui/Page";
import { WideTable } from "../ui/WideTable";
import { CountDays } from "./CountDays";
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
  const [isProposing, setProposing] = useState(false);
  const mayPropose = session ? hasRole(session, "national.coordinator", "national.technicalSecretariat", "national.administrator") : false;
  const shown = useQuery({
    queryKey: ["/api/calendar/years", year, place],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/years/{year}", { params: { path: { year }, query: place ? { place } : {} }, signal })),
    placeholderData: (before) => before,
  });

  function show(next: { year?: number; place?: string }) {
    const to = { year: next.year ?? year, place: next.place ?? place };
    setAsked({ anio: String(to.year), ...(to.place && { lugar: to.place }) }, { replace: true });
  }

  return (
    <Page
      title="Calendario"
      actions={
        mayPropose && (
          <Group>
            <Anchor component={Link} to="/calendario/propuestas">
              Ver cambios propuestos
            </Anchor>
            <Button onClick={() => setProposing(true)}>Ingresar un feriado</Button>
          </Group>
        )
      }
    >
      <Stack gap="xl">
        <Group align="end">
          <NumberInput label="Año" w={120} min={first} max={last} clampBehavior="strict" value={year} onChange={(value) => Number(value) >= first && show({ year: Number(value) })} />
          <PlaceSelect value={place} onChange={(code) => show({ place: code })} />
        </Group>
        <Answer query={shown}>{(found) => <Year found={found} />}</Answer>
        <CountDays place={place} />
      </Stack>
      {isProposing && <ProposeHoliday onClose={() => setProposing(false)} />}
    </Page>
  );
}

function Year({ found }: { found: Api["YearView"] }) {
  return (
    <>
      <Text>
        El año {found.year} tiene <strong>{found.workingDays} días hábiles</strong> en {found.place ? "este lugar" : "el país"}: de lunes a viernes, salvo feriados.
      </Text>
      <section aria-labelledby="feriados">
        <Title order={2} size="h3" id="feriados" mb="sm">
          Feriados
        </Title>
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
      <section aria-labelledby="incomodos">
        <Title order={2} size="h3" id="incomodos" mb="sm">
          Días que conviene mirar
        </Title>
        {found.awkward.length === 0 ? (
          <Text>Este año no tiene días sándwich ni semanas cortas.</Text>
        ) : (
          <WideTable caption={`Días incómodos de ${found.year}`}>
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
      <section aria-labelledby="vencimientos">
        <Title order={2} size="h3" id="vencimientos" mb="sm">
          Qué vence cada día
        </Title>
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
