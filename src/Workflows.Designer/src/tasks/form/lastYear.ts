import { createContext, useContext } from "react";
import { chosenOf, isMissing, namingColumn, optionId, textOf, typeOf, whyNot, type Answers, type Field } from "./content";

/** What the same institution handed in at the same step of an earlier year. */
type LastYear = { label: string; year: number; answers: Answers };

const Context = createContext<LastYear | undefined>(undefined);

/** Around a form that may bring what was handed in before. */
export const LastYearFor = Context.Provider;

/** The rows that a table had then, and how the button that brings them is called; nothing when there were none. */
export function useLastRows(table: Field): { label: string; year: number; rows: readonly Answers[] } | undefined {
  const last = useContext(Context);
  const rows = last?.answers[table.id];
  return last && Array.isArray(rows) && rows.length > 0 ? { label: last.label, year: last.year, rows: rows as Answers[] } : undefined;
}

/** «Traer del año pasado (2026)»; of a year before that, only which. */
export const labelOfLast = (year: number, now: number | null | undefined) => (now != null && year === now - 1 ? `Traer del año pasado (${year})` : `Traer de ${year}`);

/**
 * The rows with those of then where nothing was written yet: rows of a fixed table by their name, of any other the blank ones first and the
 * rest behind. What has something written is never touched, and what the table no longer asks does not come.
 */
export function broughtInto(table: Field, rows: readonly Answers[], then: readonly Answers[], { maxRows, isFixed }: { maxRows: number; isFixed: boolean }): { rows: Answers[]; count: number } {
  const name = namingColumn(table);
  const nameOf = (row: Answers) => (name ? textOf(name, row[name.id]).trim().toLowerCase() : "");
  const asked = (table.columns ?? []).filter((column) => !column.from?.readOnly);
  const isBlank = (row: Answers) => asked.every((column) => isMissing(row[column.id]));
  const taken = (row: Answers) => Object.fromEntries(asked.flatMap((column) => (isAnswerTo(column, row[column.id]) ? [[column.id, row[column.id]]] : [])));
  let count = 0;
  const bring = (row: Answers, from: Answers | undefined) => {
    if (!from || !isBlank(row) || isBlank(taken(from))) return row;
    count++;
    return { ...row, ...taken(from) };
  };

  if (isFixed) {
    const filled = rows.map((row) => bring(row, nameOf(row) === "" ? undefined : then.find((one) => nameOf(one) === nameOf(row))));
    return { rows: filled, count };
  }
  const written = new Set(rows.filter((row) => !isBlank(row)).map(nameOf));
  const waiting = then.filter((row) => !isBlank(taken(row)) && (nameOf(row) === "" || !written.has(nameOf(row))));
  const filled = rows.map((row) => (isBlank(row) ? bring(row, waiting.shift()) : row));
  const added = waiting.slice(0, Math.max(0, maxRows - filled.length)).map((row) => bring({}, row));
  return { rows: [...filled, ...added], count };
}

/** Whether an answer of then still answers the question of now. */
function isAnswerTo(field: Field, answer: unknown): boolean {
  if (isMissing(answer)) return false;
  if (field.mayNotApply && whyNot(answer) !== undefined) return true;
  const options = (field.options ?? []).map(optionId);
  switch (typeOf(field)) {
    case "number":
      return typeof answer === "number";
    case "yesNo":
      return typeof answer === "boolean";
    case "choice":
      return typeof answer === "string" && options.includes(answer);
    case "choices":
      return Array.isArray(answer) && answer.every((one) => options.includes(one as string));
    case "text":
    case "date":
      return typeof answer === "string";
    case "table":
      return false;
    default:
      return chosenOf(answer) !== undefined;
  }
}
