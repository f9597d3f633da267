import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { valueOfYearlyDay, yearlyDayOf } from "../inputs/moments";

type Props = { label: string; value: unknown; onChange: (value: unknown) => void };

const months = [
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
];
const years = [
  { value: "-1", label: "del año anterior" }, { value: "0", label: "del mismo año" }, { value: "1", label: "del año siguiente" },
];
const two = (number: number) => String(number).padStart(2, "0");

/** A day of the year of the process, some working days from it, and an hour: as a sentence to fill in. */
export function YearlyDayInput({ label, value, onChange }: Props) {
  const day = yearlyDayOf(value);
  if (!day) return null;
  const [month = "01", date = "01"] = day.on.split("-");
  const isUsual = years.some((year) => year.value === String(day.yearOffset));
  const change = (changes: Partial<typeof day>) => onChange(valueOfYearlyDay({ ...day, ...changes }));

  return (
    <div className="step-panel__sentence">
      El{" "}
      <NumberInput
        aria-label={`${label}: día`} size="sm" w="4.5rem" allowDecimal={false} clampBehavior="strict" min={1} max={31} value={Number(date)}
        onChange={(number) => typeof number === "number" && change({ on: `${month}-${two(number)}` })}
      />{" "}
      de{" "}
      <NativeSelect
        aria-label={`${label}: mes`} size="sm" value={month} data={months.map((name, at) => ({ value: two(at + 1), label: name }))}
        onChange={(event) => change({ on: `${event.currentTarget.value}-${date}` })}
      />{" "}
      <NativeSelect
        aria-label={`${label}: año`} size="sm" value={String(day.yearOffset)}
        data={isUsual ? years : [...years, { value: String(day.yearOffset), label: `de ${day.yearOffset} años después` }]}
        onChange={(event) => change({ yearOffset: Number(event.currentTarget.value) })}
      />
      , más{" "}
      <NumberInput
        aria-label={`${label}: días hábiles después; con menos, antes`} size="sm" w="5rem" allowDecimal={false} min={-300} max={300}
        value={day.workingDays}
        onChange={(number) => typeof number === "number" && change({ workingDays: number })}
      />{" "}
      días hábiles, a las{" "}
      <TextInput
        aria-label={`${label}: hora`} size="sm" type="time" value={day.hour}
        onChange={(event) => change({ hour: event.currentTarget.value })}
      />{" "}
      horas.
    </div>
  );
}
