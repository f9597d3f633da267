import type { ReactNode } from "react";
import { spanish } from "./numbers";
import { StatusShape, type Tone } from "./StatusTag";
import "./bars.css";

/** A part of a whole: how many of what. With a tone it is a state, and bears its shape. */
export type Part = { key: string; label: string; count: number; tone?: Tone; onChoose?: () => void; isChosen?: boolean };

/** «Formulación: 6 en propuesta, 19 en revisión.», what a drawing says to whoever does not see it. */
export function sentenceOf(parts: readonly Part[]): string {
  return parts.filter((part) => part.count > 0).map((part) => `${spanish(part.count)} ${part.label.toLowerCase()}`).join(", ");
}

type BarProps = {
  /** What it shows, as the drawing's name. */
  label: string;
  parts: readonly Part[];
  /** The names and numbers below, for a bar that stands alone. */
  legend?: boolean;
};

/** Parts of a whole side by side, light to dark along the flow or in the fixed order of states, with its numbers beside. */
export function StackedBar({ label, parts, legend = true }: BarProps) {
  const shown = parts.filter((part) => part.count > 0);
  const total = shown.reduce((sum, part) => sum + part.count, 0);

  return (
    <div className="stacked">
      <div className="stacked__bar" role="img" aria-label={`${label}: ${sentenceOf(parts) || "nada"}`}>
        {shown.map((part) => (
          <div key={part.key} className={`stacked__part ${fillOf(part, parts)}`} style={{ flexGrow: part.count }}>
            {part.count / total > 0.06 && <span>{spanish(part.count)}</span>}
          </div>
        ))}
      </div>
      {legend && (
        <ul className="stacked__legend">
          {parts.map((part) => (
            <li key={part.key}>
              {part.tone ? <StatusShape tone={part.tone} size={14} /> : <span className={`stacked__key ${fillOf(part, parts)}`} aria-hidden="true" />}
              {part.onChoose && (part.count > 0 || part.isChosen) ? (
                <button type="button" className="link-button" aria-pressed={part.isChosen ?? false} onClick={part.onChoose}>
                  {part.label}
                </button>
              ) : (
                part.label
              )}{" "}
              <b>{spanish(part.count)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const shades = 6;

function fillOf(part: Part, parts: readonly Part[]): string {
  if (part.tone) return `fill--${part.tone}`;
  const steps = parts.filter((one) => !one.tone);
  const at = steps.indexOf(part);
  return `fill--step${steps.length < 2 ? shades : 1 + Math.round((at * (shades - 1)) / (steps.length - 1))}`;
}

type MeterProps = { label: string; value: number; of: number; unit?: string; /** What is missing, or too much, in words. */ children?: ReactNode };

/** How much of a whole there is; what is missing is hatched. */
export function Meter({ label, value, of, unit = "", children }: MeterProps) {
  const share = of > 0 ? Math.max(0, Math.min(1, value / of)) : 0;

  return (
    <div className="meter">
      <div className="meter__value">
        <b>{spanish(value)}</b> de {spanish(of)}
        {unit && ` ${unit}`}
      </div>
      <div className="meter__track" role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={of} aria-valuenow={Math.min(value, of)}>
        <div className={value > of ? "meter__fill meter__fill--over" : "meter__fill"} style={{ width: `${share * 100}%` }} />
      </div>
      {children && <div className="support">{children}</div>}
    </div>
  );
}

type TilesProps = { label: string; tiles: { key: string; name: string; value: string | null; tone?: Tone }[] };

/** Small numbers of many places, each with its name; what nobody told is dashed and says so. */
export function Tiles({ label, tiles }: TilesProps) {
  return (
    <ul className="tiles" aria-label={label}>
      {tiles.map((tile) => (
        <li key={tile.key} className={tile.value === null ? "tiles__tile tiles__tile--unknown" : "tiles__tile"}>
          <span>{tile.name}</span>
          <b>{tile.value ?? "Sin dato"}</b>
          {tile.tone && <StatusShape tone={tile.tone} size={14} />}
        </li>
      ))}
    </ul>
  );
}

type StepsProps = { names: readonly string[]; at: number };

/** Where something is on its way, as small squares: behind, here, ahead. The step is named beside it. */
export function StepDots({ names, at }: StepsProps) {
  return (
    <span className="step-dots" role="img" aria-label={`Paso ${at + 1} de ${names.length}`}>
      {names.map((name, i) => (
        <i key={name} className={i < at ? "step-dots__past" : i === at ? "step-dots__now" : undefined} />
      ))}
    </span>
  );
}

/** A day as a leaf of a calendar, for lists of what comes. */
export function DayLeaf({ day }: { day: string }) {
  const months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
  return (
    <span className="leaf" aria-hidden="true">
      <i>{months[Number(day.slice(5, 7)) - 1]}</i>
      <b>{day.slice(8, 10)}</b>
    </span>
  );
}
