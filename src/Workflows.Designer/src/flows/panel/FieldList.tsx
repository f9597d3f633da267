import type { Api } from "../../api/client";
import { askingOf, mayLookAt, rowsOf, type Row } from "../inputs/fields";
import { FieldDetails } from "./FieldDetails";
import { Foreign } from "./Foreign";
import { RowList } from "./RowList";

type Props = {
  legend: string;
  help?: string | null;
  fields: readonly Row[];
  types: readonly Api["PaletteField"][];
  /** Fields of a table are its columns, and no table stands in a table. */
  areColumns?: boolean;
  onChange: (fields: readonly Row[]) => void;
};

/** The fields of a form, or the columns of one of its tables. */
export function FieldList({ legend, help, fields, types, areColumns = false, onChange }: Props) {
  return (
    <RowList
      legend={legend} help={help} word={areColumns ? "la columna" : "el campo"} rows={fields} first={{ type: "text", required: true }}
      onChange={onChange}
      summary={(field) => summaryOf(field, types)}
    >
      {(field, at, set) => (
        <>
          <FieldDetails
            field={field} types={areColumns ? types.filter(({ type }) => type !== "table") : types} before={mayLookAt(fields, at)}
            onChange={set}
          />
          {field.type === "table" && !isReadable(field.columns) && <Foreign label="Columnas" json={field.columns} />}
          {field.type === "table" && isReadable(field.columns) && (
            <FieldList
              legend={`Columnas de ${String(field.label ?? "la tabla")}`} fields={rowsOf(field.columns)} types={types} areColumns
              onChange={(columns) => set({ ...field, columns })}
            />
          )}
        </>
      )}
    </RowList>
  );
}

/** Every column has a name; otherwise some of them would be lost when another is changed. */
const isReadable = (columns: unknown) => rowsOf(columns).length === (Array.isArray(columns) ? columns.length : 0);

function summaryOf(field: Row, types: readonly Api["PaletteField"][]): string {
  const columns = field.type === "table" ? `, ${rowsOf(field.columns).length} columnas` : "";
  const type = types.find((known) => known.type === (field.type ?? "text"))?.name ?? "Otro tipo";
  return [`${type}${columns}`, field.required === true && "obligatorio", askingOf(field) && "a veces", Boolean(field.from) && "llega lleno"]
    .filter(Boolean)
    .join(" · ");
}
