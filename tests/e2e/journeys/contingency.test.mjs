import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { answer, decide, inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// On a Friday night an authority asks how a region is: it has 24 hours, and the minister reads a minute within 48.
const rows = [
  "codigo,nombre,nivel,origen,parte_de,ministerio,region,vence,estado,avance",
  "R-06,Puente sobre el río,medida,presidencial,,MOP,06,2027-12-31,En proceso,62.5",
  "R-07,Hospital de la costa,medida,presidencial,,SAL,06,,No iniciado,",
].join("\n");

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-07-03T22:30:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("a region in trouble", () => {
  let document;

  test("its counterpart answers at night, on a phone, and the coordination reviews it", async () => {
    await as("coordinacion-interministerial", async (page) => {
      await page.goto("/compromisos/importar");
      await page.locator("input[type=file]").setInputFiles({ name: "compromisos.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
      await page.getByRole("button", { name: "Revisar sin cambiar nada" }).click();
      await page.getByRole("button", { name: "Importar", exact: true }).click();
      await page.getByText(/Compromisos agregados: 2/).waitFor();
    });
    await server.open("informe-contingencia", "06/2026-07-03", { code: "06", name: "Región de O'Higgins", asunto: "Crecida del río", year: 2026 });
    await as(
      "contraparte.06",
      async (page) => {
        await openTask(page, /^Aportar sobre Crecida del río/);
        await page.getByText(/22:30/).first().waitFor();
        await answer(page, { "Qué pasa": "El río cortó la ruta.\n{asunto} no es una marca.", "Qué se ha hecho": "Se evacuaron dos sectores.", "Qué falta o se necesita": "Un puente mecano." });
        await page.getByText(/^Guardado el/).waitFor();
        await inOrder(page);
        await send(page, "Revisar y entregar", "Entregar");
        await receipt(page);
      },
      360,
    );
    await as("coordinacion-interministerial", async (page) => {
      await openTask(page, /^Revisar el aporte/);
      await decide(page, "Aprobar");
      await openTask(page, /^Entregar el informe/);
      await answer(page, { "Síntesis para la autoridad": "La ruta sigue cortada; se pide un puente mecano." });
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    });
  });

  test("the process gives its minute to read, to print and as a file", async () => {
    await as("coordinacion-interministerial", async (page) => {
      await page.goto("/procesos");
      await page.getByLabel("Buscar institución o proceso").fill("Crecida del río");
      await page.getByRole("link", { name: /Crecida del río/ }).first().click();
      await page.getByRole("link", { name: /^Minuta: Crecida del río/ }).click();
      await page.getByRole("heading", { level: 1, name: /^Minuta: Crecida del río/ }).waitFor();
      document = new URL(page.url()).pathname;
      await page.getByText("{asunto} no es una marca.").waitFor();
      await page.getByRole("row", { name: /R-06.*62,5/ }).waitFor();
      await inOrder(page);
      await picture(page, "minuta");
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("button", { name: "Imprimir" }).isVisible()).toBe(false);
      await picture(page, "minuta-impresa");
      await page.emulateMedia({ media: "screen" });
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Descargar Word" }).click()]);
      expect(file.suggestedFilename()).toMatch(/^Minuta.*\.docx$/);
    });
  });

  test("the minister whom the mail told reads it on a phone, and another minister does not", async () => {
    await as(
      "ministro.int",
      async (page) => {
        await page.goto(document);
        await page.getByText("La ruta sigue cortada; se pide un puente mecano.").waitFor();
        await inOrder(page);
      },
      360,
    );
    await as("ministro.hac", async (page) => {
      await page.goto(document);
      await page.getByRole("heading", { level: 1, name: "Documento" }).waitFor();
      expect(await page.getByText("puente mecano").count()).toBe(0);
    });
  });
});
