import { copyFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { inOrder, journeyIn, openTask } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// The world changes while work is on its way: one person proposes, another sees what would move and decides.
const flow = "transformacion-digital-hito-1";
const form = "Entregar el formulario del Hito 1";
const [first, second, other, late] = ["pe-agn-00599", "ca-con-00725", "pe-agn-00600", "pe-agn-00597"];

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-02-15T10:00:00-03:00")]);
  for (const institution of [first, second, other]) await server.open(flow, institution, { institution: institution.toUpperCase(), year: 2027 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function propose(page, reason) {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Motivo/).fill(reason);
  await inOrder(page);
  await dialog.getByRole("button", { name: "Proponer el cambio" }).click();
  await page.getByRole("heading", { level: 1, name: "Cambio propuesto" }).waitFor();
  await page.getByText("Lo decide otra persona de la coordinación").waitFor();
  await inOrder(page);
}

async function approve(page, title) {
  await page.goto("/calendario/propuestas");
  await page.getByRole("row", { name: /Espera aprobación/ }).getByRole("link", { name: title }).click();
  await page.getByLabel(/^Motivo de tu decisión/).fill("Conforme");
  await inOrder(page);
  await page.getByRole("button", { name: "Aprobar el cambio" }).click();
  await page.getByRole("button", { name: "Aprobar el cambio" }).waitFor({ state: "hidden" });
}

/** What is approved moves a moment later, and the page follows. */
const isDue = (institution, day) =>
  as(`pmg.${institution}`, async (page) => {
    await openTask(page, form);
    await page.getByText(`Vence el viernes ${day}`).waitFor();
  });

describe.sequential("what changes while work is on its way", () => {
  test("one date is proposed for two processes of a stage, approved by somebody else, and reaches those two", async () => {
    await as("coordinacion", async (page) => {
      await page.goto(`/etapas/${flow}/2027`);
      for (const name of ["Agencia de Promoción de la Inversión Extranjera", "Consejo Nacional de Televisión"]) {
        await page.getByRole("checkbox", { name: `Elegir ${name}` }).check();
      }
      await page.getByRole("button", { name: "Proponer un cambio de plazo" }).click();
      const dialog = page.getByRole("dialog", { name: "Proponer un cambio de plazo para 2 procesos" });
      await dialog.getByLabel(/^Vence el/).fill("2027-03-12");
      await dialog.getByLabel(/^A las/).fill("18:30");
      await dialog.getByLabel(/^Norma/).fill("Res. Ex. 123 de 2027");
      await propose(page, "La plataforma estuvo caída el 1 de marzo");
      await page.getByRole("table", { name: /Plazos y fechas que cambian: 2/ }).waitFor();
    });
    await isDue(first, "05/03/2027");
    await as("secretaria-tecnica", (page) => approve(page, /^Nueva fecha/));

    await isDue(first, "12/03/2027");
    await isDue(second, "12/03/2027");
    await isDue(other, "05/03/2027");
  });

  test("a holiday law moves what counted its day, once somebody else approves it", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/calendario?anio=2027");
      await page.getByRole("button", { name: "Ingresar un feriado" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(/^Día/).fill("2027-03-04");
      await dialog.getByLabel(/^Nombre/).fill("Feriado de prueba");
      await dialog.getByLabel(/^Norma/).fill("Ley 99.999");
      await propose(page, "Se publicó hoy");
    });
    await as("secretaria-tecnica", async (page) => {
      await approve(page, /^Nuevo feriado/);
      await page.goto("/calendario?anio=2027");
      await page.getByText("Feriado de prueba").first().waitFor();
    });
  });

  test("a server that starts with other rules of the official hour proposes what they move, and the date stays", async () => {
    const clocks = mkdtempSync(join(tmpdir(), "workflows-clocks-"));
    // The clocks of before: Santiago one hour behind what it is in March.
    cpSync("/usr/share/zoneinfo", clocks, { recursive: true, dereference: true, force: true });
    copyFileSync(join(clocks, "Etc/GMT+4"), join(clocks, "America/Santiago"));
    await server.restart({ TZDIR: clocks });
    await server.open(flow, late, { institution: late.toUpperCase(), year: 2027 });
    await server.restart();
    rmSync(clocks, { recursive: true, force: true });

    await as("coordinacion", async (page) => {
      // The server of before also saw its clocks change, and nobody decided it: what it proposed gave way.
      await page.goto("/calendario/propuestas");
      await page.getByRole("row", { name: /Descartada/ }).getByRole("link", { name: "Cambiaron las reglas de la hora oficial." }).waitFor();
      await approve(page, "Cambiaron las reglas de la hora oficial.");
      const row = page.getByRole("row", { name: "Agencia Nacional de Investigación y Desarrollo" });
      expect(await row.innerText()).toContain("Igual fecha");
      await page.getByText("El servidor lo propuso").waitFor();
    });
    await isDue(late, "05/03/2027");
  });
});
