import { Button, Group, MultiSelect, NativeSelect, NumberInput, Table, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { longDay } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { WideTable } from "../ui/WideTable";
import { at, distanceOf, isHeld, nextRung, problemsOf, readers, rungUnits, unitOf, type Rung, type RungUnit } from "./ladder";

type Props = {
  ladder: Rung[];
  /** A deadline as an example of when each level would leave; empty without one. */
  deadline: string;
  onChange: (ladder: Rung[]) => void;
};

/** The ladder of a deadline as rows: level, days or hours after, to whom and with copy to whom; and the dates an example would give. */
export function LadderEditor({ ladder, deadline, onChange }: Props) {
  const dates = useDatesAfter(deadline, ladder.map((rung) => rung.workingDaysAfter ?? 0));
  const next = nextRung(ladder);
  const change = (index: number, rung: Rung) => onChange(ladder.map((other, number) => (number === index ? rung : other)));

  return (
    <fieldset style={{ minWidth: 0 }}>
      <legend>Escalamiento</legend>
      <WideTable caption="Niveles, del primero al último" minWidth="52rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Nivel</Table.Th>
            <Table.Th scope="col">Cuánto después</Table.Th>
            <Table.Th scope="col">A quién</Table.Th>
            <Table.Th scope="col">Con copia a</Table.Th>
            <Table.Th scope="col">Sale</Table.Th>
            <Table.Th scope="col">Acción</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ladder.map((rung, index) => (
            <Table.Tr key={rung.level}>
              <Table.Th scope="row">{rung.level}</Table.Th>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <NumberInput
                    aria-label={`Cuánto después, nivel ${rung.level}`}
                    w="5rem"
                    min={1}
                    max={1000}
                    allowDecimal={false}
                    value={distanceOf(rung)}
                    onChange={(distance) => change(index, at(rung, unitOf(rung), Number(distance)))}
                  />
                  <NativeSelect
                    aria-label={`Unidad, nivel ${rung.level}`}
                    data={rungUnits.map(({ value, label }) => ({ value, label }))}
                    value={unitOf(rung)}
                    onChange={(event) => change(index, at(rung, event.currentTarget.value as RungUnit, distanceOf(rung)))}
                  />
                </Group>
              </Table.Td>
              <Table.Td>
                <MultiSelect
                  aria-label={`A quién, nivel ${rung.level}`}
                  data={readers}
                  value={rung.recipients ?? ["authority"]}
                  onChange={(recipients) => change(index, { ...rung, recipients })}
                />
              </Table.Td>
              <Table.Td>
                <MultiSelect
                  aria-label={`Con copia a, nivel ${rung.level}`}
                  data={readers}
                  value={rung.copy ?? []}
                  onChange={(copy) => change(index, { ...rung, copy })}
                />
              </Table.Td>
              <Table.Td>
                {leaves(rung, dates[index])}
              </Table.Td>
              <Table.Td>
                <Button size="compact-md" variant="default" aria-label={`Quitar el nivel ${rung.level}`} onClick={() => onChange(ladder.filter((_, number) => number !== index))}>
                  Quitar
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      <Group mt="sm">
        {next && (
          <Button variant="default" onClick={() => onChange([...ladder, next])}>
            Agregar el nivel {next.level}
          </Button>
        )}
      </Group>
      <div role="status">
        {problemsOf(ladder).map((problem) => (
          <Text key={problem} mt="xs">
            <StatusTag bare tone="late">{problem}</StatusTag>
          </Text>
        ))}
      </div>
    </fieldset>
  );
}

/** When a rung would leave: in hours it follows the deadline to the minute, at any hour of the day. */
function leaves(rung: Rung, day: string | undefined): string {
  if (unitOf(rung) === "hoursAfter") return isHeld(rung) ? "A esa hora, retenido una hora" : "A esa hora exacta";
  return day ? `${longDay(day)} a las ${isHeld(rung) ? "13:00" : "09:00"} horas` : "Elige arriba cuándo se abriría";
}

/** The working day so many after a date, as the server counts it. */
function useDatesAfter(deadline: string, days: number[]): (string | undefined)[] {
  return useQueries({
    queries: days.map((count) => ({
      queryKey: ["/api/calendar/count", { from: deadline, days: count }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answerOf(api.GET("/api/calendar/count", { params: { query: { from: deadline, days: count } }, signal })),
      enabled: deadline !== "" && count >= 1,
      staleTime: Infinity,
    })),
  }).map((query) => query.data?.date);
}
