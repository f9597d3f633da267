import { afterAll, beforeAll, describe, inject, test } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { inOrder, journeyIn, openTask, receipt, rowsOf, send } from "../journey.mjs";

// One institution's formulation, from what its officer prepares to the published decree, as its people do it.
const institution = "pe-agn-00599";
const ministry = "eco";
const server = inject("server");

let browser;
const { as } = journeyIn(() => ({ browser, server }));

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

describe.sequential("the formulation of one institution", () => {
  test("the institution prepares its indicators, sees the weights add up and gets a receipt", () =>
    as(`pmg.${institution}`, async (page) => {
      await inOrder(page);
      await openTask(page, "Preparar objetivos, indicadores y metas");
      const rows = [
        ["gestion-eficaz", "equidad-de-genero"],
        ["eficiencia-institucional", "cambio-climatico"],
        ["calidad-de-servicio", "experiencia-usuaria"],
      ];
      for (const [row, [objective, topic]] of rows.entries()) {
        await page.getByRole("button", { name: "Agregar fila" }).click();
        const fields = rowsOf(page, new RegExp(`^Fila ${row + 1}`));
        await fields.getByLabel(/^Objetivo/).selectOption(objective);
        await fields.getByLabel(/^Sistema o tipo/).selectOption(topic);
        await fields.getByLabel(/^Indicador/).fill(`Indicador de prueba ${row + 1}`);
        await fields.getByLabel(/^Meta/).fill("95,5");
        await fields.getByLabel(/^Resultado del año anterior/).fill("90");
        await fields.getByLabel(/^Ponderación/).fill(row === 0 ? "40" : "30");
      }
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "tarea-proponer");
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "comprobante");
    }));

  test("the association comments", () =>
    as(`asociacion.${institution}`, async (page) => {
      await openTask(page, "Comentar la propuesta PMG");
      await page.getByLabel("Tu comentario").fill("Estamos de acuerdo con los indicadores.");
      await send(page, "Revisar y enviar", "Enviar comentario");
      await page.getByText(/Esta tarea terminó|quedó recibido/).waitFor();
    }));

  test("the head of service reads what the association said and proposes, on a phone", () =>
    as(
      `jefatura.${institution}`,
      async (page) => {
        await openTask(page, "Proponer el PMG de la institución");
        await page.getByText(/^Comentaron la propuesta: Asociación de funcionarios/).waitFor();
        await page.getByText("Estamos de acuerdo con los indicadores.").first().waitFor();
        await page.getByLabel("Aprobar", { exact: true }).check();
        await inOrder(page);
        await send(page, "Revisar y enviar", "Aprobar");
        await receipt(page);
      },
      360,
    ));

  test("the ministry sends it back with a remark about the indicators, on a phone", () =>
    as(
      `pmg.${ministry}`,
      async (page) => {
        await openTask(page, "Revisar la propuesta PMG");
        await page.getByLabel("Devolver con observaciones").check();
        await page.getByLabel(/^Sobre qué es la observación 1/).selectOption({ label: "Indicadores" });
        await page.getByRole("textbox", { name: /^Observación 1/ }).fill("La meta del primer indicador no se puede medir.");
        await inOrder(page);
        await picture(page, "tarea-revisar");
        await send(page, "Revisar y enviar", "Devolver con observaciones");
        await receipt(page);
      },
      360,
    ));

  test("the institution corrects and answers the remark", () =>
    as(`pmg.${institution}`, async (page) => {
      await openTask(page, "Preparar objetivos, indicadores y metas");
      await page.getByText("La meta del primer indicador no se puede medir.").first().waitFor();
      await rowsOf(page, /^Fila 1/).getByLabel(/^Indicador/).fill("Porcentaje de trámites resueltos en plazo");
      await page.getByLabel(/Tu respuesta/).first().fill("Cambiamos el indicador por uno que se mide cada mes.");
      await inOrder(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "tarea-corregir");
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    }));

  test("the head of service proposes the corrected version", () =>
    as(`jefatura.${institution}`, async (page) => {
      await openTask(page, "Proponer el PMG de la institución");
      await page.getByLabel("Aprobar", { exact: true }).check();
      await inOrder(page);
      await send(page, "Revisar y enviar", "Aprobar");
      await receipt(page);
    }));

  test("the ministry compares both versions and approves", () =>
    as(`pmg.${ministry}`, async (page) => {
      await openTask(page, "Revisar la propuesta PMG");
      await page.getByLabel("Aprobar", { exact: true }).check();
      await inOrder(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "revision-lado-a-lado");
      await send(page, "Revisar y enviar", "Aprobar");
      await receipt(page);
    }));

  test.each([
    ["genero-y-personas", "Género y Personas"],
    ["cambio-climatico", "Cambio Climático"],
    ["experiencia-usuaria", "Experiencia Usuaria"],
  ])("the experts of %s agree", (code, name) =>
    as(`experto.${code}.1`, async (page) => {
      await openTask(page, `Dar opinión técnica: ${name}`);
      await page.getByLabel("Aprobar", { exact: true }).check();
      await send(page, "Revisar y enviar", "Aprobar");
      await receipt(page);
    }),
  );

  test("the committee certifies with number and date", () =>
    as("comite-tecnico.dipres", async (page) => {
      await openTask(page, "Certificar la formulación PMG");
      await page.getByLabel("Aprobar", { exact: true }).check();
      await page.getByLabel(/^Número del certificado/).fill("12");
      await page.getByLabel(/^Fecha del certificado/).fill("2026-11-25");
      await inOrder(page);
      await send(page, "Revisar y enviar", "Aprobar");
      await receipt(page);
    }));

  test("the ministry registers the signed decree", () =>
    as(`pmg.${ministry}`, async (page) => {
      await openTask(page, "Registrar el decreto PMG");
      await page.getByLabel(/^Número del decreto/).fill("345");
      await page.getByLabel(/^Fecha del decreto/).fill("2026-11-25");
      await page.locator("input[type=file]").first().setInputFiles({ name: "decreto 345.pdf", mimeType: "application/pdf", buffer: smallPdf });
      await page.getByText("decreto 345.pdf").first().waitFor();
      await inOrder(page);
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    }));

  test("and its publication, while a page that the coordinator left open follows", () =>
    as("coordinacion", async (coordinator) => {
      await coordinator.goto("/procesos");
      await coordinator.getByLabel("Buscar institución o proceso").fill("Inversión Extranjera");
      await coordinator.getByRole("link", { name: /Promoción de la Inversión Extranjera/ }).last().waitFor();
      await as(`pmg.${ministry}`, async (page) => {
        await openTask(page, "Registrar la publicación del decreto");
        await page.getByLabel(/^Fecha de publicación/).fill("2026-11-25");
        await send(page, "Revisar y entregar", "Entregar");
        await receipt(page);
      });

      // Nobody touched it: the row says that this process has ended.
      await coordinator.getByRole("row", { name: /2028/ }).getByText("Terminado").waitFor();
    }));
});

const smallPdf = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);
