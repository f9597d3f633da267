import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { answer, inOrder, journeyIn, openTask } from "../journey.mjs";
import { openAntivirus, openIdentityProvider } from "../others.mjs";
import { openServerAt } from "../server.mjs";

// The pages behind the daily work: the office's own login, work that goes on while one leaves, a file nobody could judge, and what an
// administrator looks at.
const service = "pe-agn-00597";
const proposal = "Preparar objetivos, indicadores y metas";

const pdf = { name: "oficio sin revisar.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n") };

let browser, server, provider, antivirus;
const { as, visit } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, provider, antivirus] = await Promise.all([openBrowser(), openIdentityProvider(`jefatura.${service}@example.cl`), openAntivirus()]);
  server = await openServerAt("2027-02-15T10:00:00-03:00", { ...provider.settings, ...antivirus.settings });
  await server.open("pmg-formulacion", service, { institution: service.toUpperCase(), year: 2028 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await Promise.all([provider?.stop(), antivirus?.stop()]);
});

describe.sequential("behind the daily work", () => {
  test("whoever comes with the office's account confirms it once with the password, and the next time it is enough", async () => {
    for (const [width, isFirst] of [[1280, true], [360, false]]) {
      const page = await visit(width);
      await page.goto("/ingresar");
      if (isFirst) await inOrder(page);
      await page.getByRole("link", { name: "Ingresar con la cuenta de tu institución" }).click();
      await page.getByRole("link", { name: "Continuar" }).click();
      if (isFirst) {
        await page.getByRole("heading", { level: 1, name: "Confirma tu cuenta institucional" }).waitFor();
        await page.getByText(`jefatura.${service}@example.cl`).waitFor();
        await inOrder(page);
        await page.getByLabel(/^Clave de este sistema/).fill("otra cosa");
        await page.getByRole("button", { name: "Unir y entrar" }).click();
        await page.getByRole("alert").waitFor();
        await inOrder(page);
        await page.getByLabel(/^Clave de este sistema/).fill("demo");
        await page.getByRole("button", { name: "Unir y entrar" }).click();
      }
      await page.getByRole("button", { name: /^Tu menú/ }).waitFor();
      await page.goto("/cuenta");
      await page.getByText(/la cuenta de tu institución/).first().waitFor();
      if (!isFirst) await inOrder(page);
      await page.context().close();
    }
  });

  test("a long list is written while one leaves the page, and waits among one's own work", () =>
    as("coordinacion", async (page) => {
      // The page leaves to the server only what is long: it is told that this list is.
      await page.route("**/api/processes?*", async (route) => {
        const found = await route.fetch();
        await route.fulfill({ response: found, json: { ...(await found.json()), total: 2_500 } });
      });
      await page.goto("/procesos");
      await page.getByRole("button", { name: "Preparar Excel" }).click();
      await page.getByRole("status").getByText(/: (espera su turno|en curso|terminado)$/).waitFor();
      await inOrder(page);
      await page.goto("/calendario");
      await page.goto("/trabajos");
      const job = page.getByRole("row", { name: /proceso/i }).first();
      await job.getByText("Terminado").waitFor();
      await inOrder(page);
      const [file] = await Promise.all([page.waitForEvent("download"), job.getByRole("link", { name: /Descargar/ }).click()]);
      expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
    }));

  test("a file the antivirus fails on stands in what did not go out, and a coordinator decides with a reason", async () => {
    await as(`pmg.${service}`, async (page) => {
      await openTask(page, proposal);
      const input = page.locator("input[type=file]").first();
      const label = (await input.getAttribute("aria-label")).replace("Archivo de ", "");
      // The same bytes again and again: each time the antivirus is asked, and fails.
      for (let time = 0; time < 10; time++) {
        const answered = page.waitForResponse((response) => response.url().includes("/api/files?") && response.request().method() === "POST");
        await page.getByLabel(`Archivo de ${label}`, { exact: true }).setInputFiles(pdf);
        await answered;
      }
      await page.getByText(/oficio sin revisar\.pdf/).first().waitFor();
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
    });
    await as("coordinacion", async (page) => {
      await page.goto("/no-salio");
      await page.getByRole("button", { name: "Decidir: oficio sin revisar.pdf" }).click();
      const dialog = page.getByRole("dialog", { name: "Archivo sin revisar" });
      await dialog.waitFor();
      await inOrder(page);
      antivirus.mend();
      await answer(dialog, { Motivo: "El antivirus volvió a funcionar." });
      await dialog.getByRole("button", { name: "Confirmar" }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByText("oficio sin revisar.pdf").waitFor({ state: "hidden" });
      await inOrder(page);
    });
  });

  test("a date of a duty that was not done is run by decision", () =>
    as("coordinacion", async (page) => {
      await page.goto("/programador");
      await page.getByRole("button", { name: /^Más sobre Resumen/ }).click();
      await page.getByRole("menuitem", { name: "Ver fechas" }).click();
      const dates = page.getByRole("dialog", { name: /Resumen/ });
      await dates.getByText("Próximas fechas").click();
      await dates.getByRole("listitem").first().waitFor();
      await inOrder(page);
      await dates.getByRole("button", { name: /^Ejecutar la fecha/ }).first().click();
      const dialog = page.getByRole("dialog", { name: "Ejecutar una fecha" });
      await dialog.waitFor();
      await inOrder(page);
      await answer(dialog, { Motivo: "El servidor partió después de la hora." });
      await dialog.getByRole("button", { name: "Ejecutar", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await dates.getByText("Hecha").first().waitFor();
      await inOrder(page);
    }));

  test("an administrator sees how mails leave, tries it, and reads Hangfire's own pages without changing anything", () =>
    as("administracion", async (page) => {
      await page.goto("/correos/servidor");
      await page.getByText("Ninguno: los correos quedan como archivos .eml").waitFor();
      await inOrder(page);
      await page.getByRole("button", { name: "Probar y enviar" }).click();
      await page.getByRole("status").getByText("Quedó como archivo: todavía no hay un servidor de correo que lo lleve.").waitFor();
      await inOrder(page);

      await page.goto("/trabajos");
      await page.getByRole("link", { name: "Ver las páginas de Hangfire" }).click();
      await page.waitForURL("**/administracion/hangfire**");
      await page.getByText("Hangfire").first().waitFor();
      await page.goto("/administracion/hangfire/recurring");
      await page.getByText("repaso").first().waitFor();
      expect(await page.getByRole("button", { name: /Trigger|Remove|Ejecutar|Eliminar|Borrar/ }).count()).toBe(0);
    }));

  test.each(["coordinacion", `pmg.${service}`])("%s is not let into Hangfire's pages", (person) =>
    as(person, async (page) => {
      const answered = await page.goto("/administracion/hangfire");
      expect(answered.status()).toBe(403);
      const refused = await page.request.post("/administracion/hangfire/recurring/trigger");
      expect([400, 403]).toContain(refused.status());
    }),
  );
});
