import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { GridColumn, Row } from "../ui/grid/columns";
import { EditableGrid } from "../ui/grid/EditableGrid";
import { ReadGrid } from "../ui/grid/ReadGrid";
import { spanish } from "../ui/numbers";

const options = [{ value: "a", label: "Gestión" }, { value: "b", label: "Servicio" }];
const text = (value: unknown) => (typeof value === "number" ? spanish(value) : typeof value === "string" ? value : "");
const columns: GridColumn[] = [
  { id: "objetivo", label: "Objetivo", kind: "choice", options, isRequired: true, text: (value) => options.find((option) => option.value === value)?.label ?? "" },
  { id: "indicador", label: "Indicador", kind: "text", names: true, isRequired: true, text }, { id: "meta", label: "Meta", kind: "number", isRequired: true, text },
  { id: "fecha", label: "Fecha", kind: "date", text }, { id: "peso", label: "Ponderación", kind: "number", text }, { id: "formula", label: "Fórmula", kind: "text", isLong: true, text },
];
const first: Row[] = [
  { objetivo: "a", indicador: "Solicitudes respondidas en plazo", meta: 95.5, peso: 60, formula: "Respondidas en plazo / recibidas × 100" },
  { objetivo: "b", indicador: "Sinpalabras".repeat(40), meta: "mucho", peso: 40 },
  { indicador: "مؤشر 🦩", meta: 3 },
];
const grouping = { by: "objetivo", sum: "peso" };

/** The table to write in, with something wrong, and the same read beside what it was. */
export function Grids() {
  const [rows, setRows] = useState<Row[]>(first);
  return (
    <section className="section" aria-labelledby="planillas">
      <h2 id="planillas">Planillas</h2>
      <EditableGrid
        label="Indicadores de ejemplo" columns={columns} rows={rows} place="ejemplo" maxRows={50} grouping={grouping}
        saidOf={(index, column) => (typeof rows[index]?.[column] === "string" && column === "meta" ? { message: "«Meta» tiene que ser un número.", blocks: true } : undefined)}
        questions={(index, only) =>
          columns.filter((column) => only.has(column.id)).map((column) => (
            <TextInput
              key={column.id} id={`ejemplo[${index}].${column.id}`} label={column.label} value={text(rows[index]?.[column.id])}
              onChange={(event) => setRows(rows.map((row, i) => (i === index ? { ...row, [column.id]: event.currentTarget.value } : row)))}
            />
          ))
        }
        onChange={setRows}
      />
      <ReadGrid
        label="Indicadores de ejemplo, comparados" columns={columns} grouping={grouping}
        rows={[
          { index: 0, row: first[0]!, before: { ...first[0], meta: 90 }, kind: "changed" }, { index: 1, row: first[1]!, kind: "added" }, { index: 2, row: first[2]!, kind: "removed" },
        ]}
        remarking={{ countOf: (index, column) => (index === 0 && column === "meta" ? 1 : 0), onRemark: () => undefined }}
      />
    </section>
  );
}
