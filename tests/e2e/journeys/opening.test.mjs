import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { inOrder, journeyIn } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// Coordinators open work by hand: they see what would happen, and then it happens.
let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-08-17T10:00:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Says which flow and year, and looks. */
async function look(page, flow, year) {
  await page.goto("/etapas/abrir");
  await page.getByLabel(/^Flujo/).selectOption({ label: flow });
  await page.getByLabel(/^Año/).fill(year);
  await page.getByRole("button", { name: "Ver qué pasaría" }).click();
  await page.getByRole("heading", { name: "2. Qué pasaría" }).waitFor();
}

async function confirm(page, reason) {
  const box = page.getByRole("checkbox", { name: /^Leí lo que hay que revisar/ });
  if (await box.count()) await box.check();
  await page.getByLabel(/^Motivo/).fill(reason);
  await page.getByRole("button", { name: /^Abrir (la etapa|el proceso)$/ }).click();
}

describe.sequential("a stage", () => {
  test("is foretold, opened with its reason, followed while it opens, and leads to its page", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/etapas");
      await page.getByRole("link", { name: "Abrir una etapa" }).click();
      await page.getByRole("heading", { level: 1, name: "Abrir una etapa" }).waitFor();
      await inOrder(page);
      await look(page, "Formulación PMG anual", "2027");
      await page.getByText("Formulación PMG 2027: todas las instituciones").first().waitFor();
      await page.getByRole("table", { name: "Primeros pasos, con su plazo" }).getByText("Preparar la propuesta").waitFor();
      await inOrder(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "abrir-etapa");
      await page.getByText(/^Leer uno: /).first().click();
      await page.getByText("Este aviso no es una notificación legal.").first().waitFor();
      await page.getByText(/^Ver los \d+ participantes/).click();
      await inOrder(page);
      await confirm(page, "Acuerdo del Comité Técnico");
      await page.getByText(/^Quedaron abiertos los \d+ procesos de la etapa\.$/).waitFor({ timeout: 120_000 });
      await inOrder(page);
      await page.getByRole("link", { name: "Ir a la etapa" }).click();
      await page.getByRole("heading", { level: 1, name: "Formulación PMG 2027" }).waitFor();
    });
  });

  test("that is open already is not opened twice, and the page leads to it", async () => {
    await as("administracion", async (page) => {
      await look(page, "Formulación PMG anual", "2027");
      await page.getByText(/ya está abierto desde el 17 de agosto de 2026: lo abrió /).waitFor();
      await page.getByText("Antes hay que resolver lo que impide abrir.").waitFor();
      expect(await page.getByRole("button", { name: /^Abrir (la etapa|el proceso)$/ }).isDisabled()).toBe(true);
      await inOrder(page);
      await page.getByRole("link", { name: "Ver el proceso abierto" }).click();
      await page.getByRole("heading", { level: 1, name: "Formulación PMG 2027: todas las instituciones" }).waitFor();
    });
  });

  test("that somebody else opens meanwhile tells the second who was first", async () => {
    await as("coordinacion", async (page) => {
      await look(page, "Formulación PMG anual", "2028");
      const administration = await enterApi(server.url, "administracion");
      const seen = await administration("/api/openings/preflight", { definitionId: "pmg-formulacion-anual", input: { year: 2028 } });
      await administration("/api/openings", { definitionId: "pmg-formulacion-anual", version: seen.version, input: { year: 2028 }, reason: "Antes", acceptsWarnings: true });
      await confirm(page, "A la vez");
      await page.getByText(/ya está abierto desde .*: lo abrió /).waitFor();
      await inOrder(page);
      await page.getByRole("button", { name: "Ver otra vez qué pasaría" }).click();
      await page.getByRole("link", { name: "Ver el proceso abierto" }).waitFor();
    });
  });
});

test("a year without holidays is stopped, with what to do", async () => {
  await as("coordinacion", async (page) => {
    await look(page, "Formulación PMG anual", "2060");
    await page.getByText(/no se pueden contar plazos de 2060/).waitFor();
    await inOrder(page);
  });
});

test("a single process asks for its institution and opens on its own page", async () => {
  await as("coordinacion", async (page) => {
    await page.goto("/etapas/abrir?flujo=cdc");
    await page.getByRole("textbox", { name: /^Institución/ }).or(page.getByRole("combobox", { name: /^Institución/ })).first().fill("Inversión Extranjera");
    await page.getByRole("option", { name: /Inversión Extranjera/ }).first().click();
    await page.getByLabel(/^Equipo/).fill("Equipo A");
    await page.getByLabel(/^Dotación/).fill("12");
    await page.getByRole("button", { name: "Ver qué pasaría" }).click();
    await page.getByRole("heading", { name: "2. Qué pasaría" }).waitFor();
    await inOrder(page);
    await confirm(page, "Lo pidió el servicio");
    await page.waitForURL(/\/procesos\//);
  });
});

test("who only follows stages is told who opens them", async () => {
  await as("secretaria-tecnica", async (page) => {
    await page.goto("/etapas");
    await page.getByRole("heading", { level: 1, name: "Etapas" }).waitFor();
    expect(await page.getByRole("link", { name: "Abrir una etapa" }).count()).toBe(0);
    await page.goto("/etapas/abrir");
    await page.getByText("Abrir trabajo corresponde a quien coordina").waitFor();
    await inOrder(page);
  });
});
