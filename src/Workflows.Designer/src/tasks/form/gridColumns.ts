import type { GridColumn } from "../../ui/grid/columns";
import { arrivedInRow, isFixedBy } from "./arrived";
import { asked } from "./asked";
import { defaultMaxLength, isMissing, namingColumn, optionId, optionLabel, textOf, typeOf, type Answers, type Arrived, type Field } from "./content";

/** Longer than this is read and written below the row. */
const longestInCell = 300;

const kinds: Partial<Record<NonNullable<Field["type"]>, GridColumn["kind"]>> = { text: "text", number: "number", date: "date", choice: "choice", yesNo: "yesNo" };

/** The columns of a table of a form, as the grid knows them. */
export function gridColumns(table: Field, arrived?: Arrived): GridColumn[] {
  const columns = table.columns ?? [];
  const name = namingColumn(table);
  return columns.map((column) => ({
    id: column.id,
    label: column.label,
    kind: column.mayNotApply ? "other" : (kinds[typeOf(column)] ?? "other"),
    options: column.options?.map((option) => ({ value: optionId(option), label: optionLabel(option) })),
    isRequired: column.required,
    names: column === name,
    // What arrives filled and stays says which row it is, however long.
    isLong: typeOf(column) === "text" && (column.rules?.maxLength ?? defaultMaxLength) > longestInCell && column !== name && !column.from?.readOnly,
    text: (value) => textOf(column, value),
    ...(column.visibleWhen && { isAsked: (row) => asked(columns, row as Answers).has(column.id) }),
    ...(column.from?.readOnly && { isFixed: (index) => isFixedBy(column, arrivedInRow(arrived, index)(column)) && !isMissing(arrivedInRow(arrived, index)(column)?.value) }),
  }));
}
