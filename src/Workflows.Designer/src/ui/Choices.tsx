import { useId, type ReactNode } from "react";
import "./choices.css";

/** One of a few ways to go on: its name and what follows of it. */
export type Choice<T extends string> = { value: T; label: string; description?: ReactNode };

type Props<T extends string> = { label: string; choices: readonly Choice<T>[]; value: T; onChoose: (value: T) => void };

/** A few ways to go on, of which one is chosen; what each leads to is read before choosing. The button below repeats the choice. */
export function Choices<T extends string>({ label, choices, value, onChoose }: Props<T>) {
  const name = useId();

  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={choice.value === value ? "choice choice--chosen" : "choice"}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChoose(choice.value)} />
          <span>
            <span className="choice__label">{choice.label}</span>
            {choice.description && <span className="support">{choice.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
