import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Answers, Field } from "../form/content";
import { ReadVersion } from "./ReadVersion";

const form: Field[] = [
  { id: "nota", label: "Nota" }, { id: "alcance", label: "Alcance" },
  { id: "metas", label: "Metas", type: "table", columns: [{ id: "meta", label: "Meta" }, { id: "valor", label: "Valor", type: "number" }] },
];
const before: Answers = { nota: "igual", alcance: "corto", metas: [{ meta: "Plazo", valor: 90 }, { meta: "Gasto", valor: 1 }] };
const after: Answers = { nota: "igual", alcance: "largo", metas: [{ meta: "Plazo", valor: 95.5 }, { meta: "Gasto", valor: 1 }, { meta: "الهدف 🦩‏", valor: 2 }] };

const drawn = (more = {}) =>
  renderToStaticMarkup(
    <MantineProvider>
      <ReadVersion form={form} answers={after} {...more} />
    </MantineProvider>,
  );

test("whoever judges sees every row, also those that did not change, and what changed says what it was", () => {
  const page = drawn({ before });

  expect(page).toContain("Gasto");
  expect(page).toContain("igual");
  expect(page).toContain("antes: 90");
  expect(page).toContain("Antes: corto");
  expect(page).toContain("Nueva");
});

test("whoever asks for it sees only what changed", () => {
  const page = drawn({ before, onlyChanges: true });

  expect(page).not.toContain("Gasto");
  expect(page).not.toContain("igual");
  expect(page).toContain("95,5");
});

test("a table whose cells can be remarked is one stop of the keyboard, and says what was remarked", () => {
  const page = drawn({ remarking: { remarks: [{ field: "metas", text: "Fila 1, «Valor»: Explica." }], onRemark: () => {} } });

  expect(page.match(/tabindex="0"/g)).toHaveLength(1);
  expect(page).toMatch(/1<span class="hidden-words"> observación</);
});
