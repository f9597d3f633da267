import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { arrivedAnswers, arrivedIn, withArrived } from "./arrived";
import { fieldOf } from "./choosing";
import type { Answers, Content, Field } from "./content";
import { FormFields } from "./FormFields";
import { ReadAnswers } from "./ReadAnswers";

const form: Field[] = [
  { id: "focos", label: "Focos", type: "choices", options: ["genero", { id: "clima", label: "Cambio climático" }] },
  { id: "cuadro", label: "Información para el GORE", type: "table", mayNotApply: true, columns: [{ id: "tema", label: "Tema" }] },
];

function written(answers: Answers) {
  return renderToStaticMarkup(
    <MantineProvider>
      <FormFields fields={form} answers={answers} findings={[{ place: "answers.cuadro", message: "Di por qué.", blocks: true }]} onChange={() => {}} />
    </MantineProvider>,
  );
}

function read(answers: Answers) {
  return renderToStaticMarkup(
    <MantineProvider>
      <ReadAnswers form={form} answers={answers} />
    </MantineProvider>,
  );
}

test("several choices are boxes of one group, and those chosen are ticked", () => {
  const page = written({ focos: ["clima"] });

  expect(page.match(/type="checkbox"/g)).toHaveLength(3);
  expect(page).toContain("Cambio climático");
  expect(page.match(/checked=""/g)).toHaveLength(1);
});

test("a question that does not apply asks why instead of its answer", () => {
  expect(written({ cuadro: [] })).toContain("Agregar fila");

  const page = written({ cuadro: { noAplica: "" } });
  expect(page).not.toContain("Agregar fila");
  expect(page).toContain("Información para el GORE: por qué no aplica");
  expect(page).toContain("Di por qué.");
});

test("whoever reads sees the labels of the choices and the reason why something did not apply", () => {
  const page = read({ focos: ["genero", "clima"], cuadro: { noAplica: "El servicio no informa al GORE." } });

  expect(page).toContain("genero, Cambio climático");
  expect(page).toContain("No aplica: El servicio no informa al GORE.");
});

const chosen: Field[] = [
  { id: "responsable", label: "Responsable", type: "person", required: true },
  { id: "institucion", label: "Institución", type: "institution" },
];

/** As a page draws it, inside what asks the server. */
function filled(form: Field[], answers: Answers, arrived: Content["arrived"] = {}) {
  return renderToStaticMarkup(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <FormFields fields={form} answers={answers} findings={[]} arrivedAt={arrivedIn({ form, arrived })} onChange={() => {}} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

test("somebody who was chosen is read by name, and a place by name and code", () => {
  expect(filled(chosen, { responsable: { id: "pmg.1", name: "Encargado/a PMG" } })).toContain('value="Encargado/a PMG"');

  const page = renderToStaticMarkup(
    <MantineProvider>
      <ReadAnswers form={chosen} answers={{ responsable: { id: "pmg.1", name: "Encargado/a PMG" }, institucion: { id: "PE-1", name: "Agencia" } }} />
    </MantineProvider>,
  );
  expect(page).toContain("Encargado/a PMG</dd>");
  expect(page).toContain("Agencia (PE-1)");
});

const follows: Field[] = [
  { id: "equipo", label: "Equipo", required: true, from: { step: "equipo", field: "equipo", readOnly: true } },
  { id: "resumen", label: "Resumen", from: { step: "equipo", field: "resumen" } },
  {
    id: "metas", label: "Metas", type: "table", from: { step: "propuesta", field: "metas" },
    columns: [{ id: "meta", label: "Meta", from: { field: "indicador", readOnly: true } }, { id: "avance", label: "Avance", type: "number" }],
  },
];
const arrived = {
  equipo: { value: "Equipo A", title: "Definir los equipos", at: "2026-03-02T12:00:00Z" },
  resumen: { value: "Lo que hace", title: "Definir los equipos", at: "2026-03-02T12:00:00Z" },
  metas: { value: [{ meta: "Trámites" }, { meta: "Reclamos" }], title: "Proponer las metas", at: "2026-03-09T12:00:00Z" },
};

test("what another step answered is read with its source, and what may be changed is a box that says so", () => {
  const page = filled(follows, { ...arrivedAnswers({ form: follows, arrived }) }, arrived);

  expect(page).toContain("Viene de «Definir los equipos», entregado el lunes 02/03/2026");
  expect(page).toContain("Puedes cambiarlo.");
  expect(page).toContain("Las filas son las de esa entrega.");
  expect(page).not.toContain("Agregar fila");
  expect(page).not.toContain("Quitar fila");
  expect(page).not.toContain('value="Equipo A"');
});

test("when nothing arrived they are ordinary questions", () => {
  const page = filled(follows, { metas: [{}] });

  expect(page).toContain("Agregar fila");
  expect(page).not.toContain("Viene de");
});

test("a row is known by what is written in every row, and a seat by its name", () => {
  const rows: Field = {
    id: "filas", label: "Filas", type: "table",
    columns: [{ id: "asiento", label: "Asiento", type: "choice", options: [{ id: "d", label: "Dipres" }] }, { id: "razones", label: "Razones", visibleWhen: { field: "asiento", answered: true } }],
  };

  expect(filled([rows], { filas: [{ asiento: "d" }] })).toContain("Fila 1: Dipres");
});

test("an older draft never changes what is read-only, and keeps what was typed in its rows", () => {
  const kept = { equipo: "Equipo B", resumen: "Cambiado", metas: [{ meta: "Otra", avance: 40 }] };

  expect(withArrived(follows, kept, arrivedIn({ form: follows, arrived }))).toEqual({
    equipo: "Equipo A", resumen: "Cambiado", metas: [{ meta: "Trámites", avance: 40 }, { meta: "Reclamos" }],
  });
});

test("a column of a table is searched by its path in the form", () => {
  expect(fieldOf("answers.integrantes[12].persona")).toBe("integrantes.persona");
  expect(fieldOf("answers.responsable")).toBe("responsable");
});
