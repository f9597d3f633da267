import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answerOf, api } from "../api/client";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { Derivation } from "./WhyThisDate";

type Asked = { from: string; days: number; unit: "workingDays" | "calendarDays" };

/** Counts days from a date in the place chosen above, and says of each whether it counted. */
export function CountDays({ place }: { place: string }) {
  const [from, setFrom] = useState("");
  const [days, setDays] = useState<string | number>(10);
  const [unit, setUnit] = useState<Asked["unit"]>("workingDays");
  const [asked, setAsked] = useState<Asked>();
  const counted = useQuery({
    queryKey: ["/api/calendar/count", asked, place],
    queryFn: ({ signal }) => answerOf(api.GET("/api/calendar/count", { params: { query: { ...asked!, ...(place && { place }) } }, signal })),
    enabled: asked !== undefined,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (from && days !== "") setAsked({ from, days: Number(days), unit });
  }

  return (
    <section className="section" aria-labelledby="contar">
      <h2 id="contar">Cuenta un plazo</h2>
      <form onSubmit={submit}>
        <Group align="end">
          <TextInput type="date" label="Desde" required value={from} min="2015-01-01" max="2045-12-31" onChange={(event) => setFrom(event.currentTarget.value)} />
          <NumberInput label="Días" required w={110} allowDecimal={false} min={-5000} max={5000} value={days} onChange={setDays} />
          <NativeSelect
            label="Hábiles o corridos"
            value={unit}
            data={[{ value: "workingDays", label: "hábiles" }, { value: "calendarDays", label: "corridos" }]}
            onChange={(event) => setUnit(event.currentTarget.value as Asked["unit"])}
          />
          <Button type="submit" variant="default">
            Contar los días
          </Button>
        </Group>
      </form>
      {asked && (
        <Answer query={counted}>
          {(result) => (
            <Stack gap="xs" mt="md" role="status">
              <strong>El plazo termina el {longDay(result.date)}.</strong>
              <Derivation derivation={result.derivation} />
            </Stack>
          )}
        </Answer>
      )}
    </section>
  );
}
