import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Answers, Field } from "./content";
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
