import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { cellsThatFit, groupsOf, type GridColumn, type Row } from "./columns";
import { EditableGrid } from "./EditableGrid";

const text = (value: unknown) => (value === undefined ? "" : String(value));
const columns: GridColumn[] = [
  { id: "objetivo", label: "Objetivo", kind: "choice", isRequired: true, options: [{ value: "ge", label: "Gestión Eficaz" }, { value: "ei", label: "Eficiencia" }], text },
  { id: "indicador", label: "Indicador", kind: "text", names: true, isRequired: true, text }, { id: "formula", label: "Fórmula", kind: "text", isLong: true, text },
  { id: "meta", label: "Meta", kind: "number", isRequired: true, text }, { id: "menor", label: "Menor es mejor", kind: "yesNo", text },
  { id: "peso", label: "Ponderación", kind: "number", isRequired: true, text },
];
const rows: Row[] = [{ objetivo: "ei", indicador: "Consumo", meta: 41.2, peso: 30 }, { objetivo: "ge", indicador: "Equidad", meta: 85, peso: 40 }, { indicador: "x".repeat(5000) }];
const grouping = { by: "objetivo", sum: "peso" };

const drawn = (more = {}) =>
  renderToStaticMarkup(
    <MantineProvider>
      <EditableGrid label="Indicadores" columns={columns} rows={rows} place="answers.indicadores" maxRows={100} grouping={grouping} questions={() => "preguntas"} onChange={() => {}} {...more} />
    </MantineProvider>,
  );

test("each cell is named by its column and its row, and numbers read as in Chile", () => {
  const page = drawn();

  expect(page).toContain('role="grid"');
  expect(page).toContain('aria-label="Meta, fila 1"');
  expect(page).toContain('value="41,2"');
  expect(page).not.toContain("fieldset");
});

test("rows stand in the order of their groups with the sum of each, and keep their own place", () => {
  const page = drawn();

  expect(page.indexOf("Gestión Eficaz</th>")).toBeLessThan(page.indexOf("Eficiencia</th>"));
  expect(page).toContain("Sin objetivo");
  expect(groupsOf(columns, rows, grouping).map((group) => group.indexes)).toEqual([[1], [0], [2]]);
  expect(page).toMatch(/Gestión Eficaz<\/th><td[^>]*>40</);
  expect(page).toContain('id="answers.indicadores[1].meta"');
});

test("what is wrong is said in the row, and a row with something wrong below it is open", () => {
  const page = drawn({ rows: rows.slice(0, 2), saidOf: (index: number, column: string) => (index === 0 && ["meta", "formula"].includes(column) ? { message: `Mal: ${column}.`, blocks: true } : undefined) });

  expect(page).toContain("Mal: meta.");
  expect(page.match(/preguntas/g)).toHaveLength(1);
});

test("a row where something that has to be answered has no cell is open from the start", () => {
  const asked = columns.map((column) => (column.id === "formula" ? { ...column, isRequired: true } : column));

  expect(drawn({ columns: asked, rows: [{ objetivo: "ge", formula: "a" }, { objetivo: "ge" }, { formula: "a" }] }).match(/preguntas/g)).toHaveLength(2);
  expect(drawn({ columns: asked, rows: Array.from({ length: 31 }, () => ({})) })).toContain("Más de la fila 31, falta responder");
});

test("rows that may not be added have no button for it", () => {
  expect(drawn({ canAdd: false })).not.toContain("Agregar fila");
});

test("the table goes to Excel and to CSV, and both come back by one button", () => {
  const page = drawn();

  expect(["Descargar Excel", "Descargar CSV", "Subir planilla corregida"].every((words) => page.includes(words))).toBe(true);
});

test("what leaves a row first is what may stay blank; the name and the numbers stay", () => {
  const ids = (room: number) => cellsThatFit(columns, room, grouping).map((column) => column.id);

  expect(ids(60)).toEqual(["indicador", "meta", "menor", "peso"]);
  expect(ids(34)).toEqual(["indicador", "meta", "peso"]);
  expect(ids(1)).toEqual(["indicador"]);
});

test("somebody chosen by name names the row in its cell and is asked below it, and the place is the question's alone", () => {
  const people: GridColumn[] = [{ id: "persona", label: "Persona", kind: "other", names: true, isRequired: true, text }, { id: "hace", label: "Qué hace", kind: "text", text }];
  const asked: string[] = [];
  const page = drawn({
    columns: people, rows: [{ hace: "Revisa" }], grouping: undefined, saidOf: (_: number, column: string) => (column === "persona" ? { message: "Falta.", blocks: true } : undefined),
    questions: (index: number, only: ReadonlySet<string>) => {
      asked.push(...only);
      return <input id={`answers.indicadores[${index}].persona`} aria-label="Persona" />;
    },
  });

  expect(asked).toEqual(["persona"]);
  expect(page.split('id="answers.indicadores[0].persona"')).toHaveLength(2);
});

test("a name that arrives filled stays in its row before what may be left blank", () => {
  const arrived: GridColumn[] = [
    { id: "codigo", label: "Código", kind: "text", names: true, isRequired: true, text }, { id: "nombre", label: "Compromiso", kind: "text", isFixed: () => true, text },
    { id: "quien", label: "Quién", kind: "text", text }, { id: "cuando", label: "Para cuándo", kind: "date", text },
  ];

  expect(cellsThatFit(arrived, 28).map((column) => column.id)).toContain("nombre");
});
