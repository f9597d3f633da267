import { longDateTime } from "../../ui/dates";
import { textOf, typeOf, type Arrived, type Field } from "./content";
import { ReadAnswers } from "./ReadAnswers";

type Props = { field: Field; arrived: Arrived; place: string; error?: string };

/** An answer of another step that is only read here, with where it comes from. */
export function ArrivedAnswer({ field, arrived, place, error }: Props) {
  return (
    <div id={place} tabIndex={-1} className="form__arrived" role="group" aria-label={field.label}>
      {typeOf(field) === "table" ? (
        <ReadAnswers form={[field]} answers={{ [field.id]: arrived.value }} />
      ) : (
        <dl className="answers">
          <div>
            <dt>{field.label}</dt>
            <dd>{textOf(field, arrived.value)}</dd>
          </div>
        </dl>
      )}
      {arrived.at !== undefined && <p className="form__source">{sourceOf(arrived)}</p>}
      {error && (
        <p className="form__said" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** «Viene de «Definir los equipos de trabajo», entregado el…». */
export function sourceOf(arrived: Arrived): string {
  return `Viene de «${arrived.title}»${arrived.at ? `, entregado el ${longDateTime(arrived.at)}` : ""}.`;
}
