import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Api } from "../api/client";
import { PlaceSelect } from "../calendar/PlaceSelect";

type Props = { blank: Api["Blank"]; value: unknown; onChange: (value: unknown) => void };

const months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

/** One blank of a sentence, to fill in. Emptied, it gives undefined: the policy leaves it unsaid. */
export function BlankInput({ blank, value, onChange }: Props) {
  const text = typeof value === "string" ? value : "";
  const named = { "aria-label": blank.label, size: "sm" } as const;

  switch (blank.kind) {
    case "number":
      return (
        <NumberInput
          {...named} w="5.5rem" allowDecimal={false} min={blank.least ?? undefined} max={blank.most ?? undefined}
          value={typeof value === "number" ? value : ""} onChange={(number) => onChange(typeof number === "number" ? number : undefined)}
        />
      );
    case "days":
      return <DaysInput blank={blank} value={value} onChange={onChange} />;
    case "date":
      return <TextInput {...named} type="date" value={text} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
    case "dayOfYear":
      return <DayOfYearInput blank={blank} value={text} onChange={onChange} />;
    case "hour":
      return <TextInput {...named} type="time" value={text} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
    case "choice":
      return (
        <NativeSelect
          {...named} value={String(value)} data={blank.choices.map((choice) => ({ value: String(choice.value), label: choice.text }))}
          onChange={(event) => onChange(blank.choices.find((choice) => String(choice.value) === event.currentTarget.value)?.value)}
        />
      );
    case "place":
      return <PlaceSelect isInline ofInstitution label={blank.label} value={text} onChange={(code) => onChange(code || undefined)} />;
    default:
      return <TextInput {...named} w="16rem" maw="100%" value={text} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
  }
}

/** A list of numbers as people write it: «10, 5, 1». */
function DaysInput({ blank, value, onChange }: Props) {
  const [text, setText] = useState(Array.isArray(value) ? value.join(", ") : "");

  return (
    <TextInput
      aria-label={`${blank.label}, separados por comas`} size="sm" w="9rem" inputMode="numeric" value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange((event.currentTarget.value.match(/\d+/g) ?? []).map(Number));
      }}
    />
  );
}

function DayOfYearInput({ blank, value, onChange }: { blank: Api["Blank"]; value: string; onChange: (value: string) => void }) {
  const [month = "01", day = "01"] = value.split("-");
  const two = (number: number) => String(number).padStart(2, "0");

  return (
    <>
      <NumberInput
        aria-label={`${blank.label}: día`} size="sm" w="4.5rem" allowDecimal={false} clampBehavior="strict" min={1} max={31} value={Number(day)}
        onChange={(number) => typeof number === "number" && onChange(`${month}-${two(number)}`)}
      />{" "}
      de{" "}
      <NativeSelect
        aria-label={`${blank.label}: mes`} size="sm" value={month} data={months.map((name, at) => ({ value: two(at + 1), label: name }))}
        onChange={(event) => onChange(`${event.currentTarget.value}-${day}`)}
      />
    </>
  );
}
