import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { addRow, answer, attach, choose, decide, handIn, inOrder, journeyIn, openTask, rowsOf } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// The collective agreement of a team, from who is in it to what it earned.
const service = "pe-agn-00599";
const ministry = "eco";

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-10-04T10:00:00-03:00")]);
  await server.open("cdc", service, {
    institution: service.toUpperCase(), year: 2028, ministry: ministry.toUpperCase(), name: service, equipo: "Equipo de trámites", dotacion: 40,
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("the collective agreement of a team", () => {
  test("the service defines the team and chooses its people by name", () =>
    as(`pmg.${service}`, async (page) => {
      await openTask(page, "Definir los equipos de trabajo");
      await answer(page, { Equipo: "Equipo de trámites", Integrantes: "40", "Qué hace el equipo": "Atiende los trámites." });
      await choose(page, /^Quién coordina el equipo/, "indicadores", /^Encargado\/a de indicadores/);
      const row = await addRow(page, "Personas del equipo", { "Qué hace en el equipo": "Revisa" });
      await choose(row, /^Persona/, "auditor", /^Auditor\/a interno/);
      await attach(page, "Resolución que define los equipos", "resolución 7.pdf", { number: "7", date: "2027-10-01" });
      await handIn(page);
    }));

  test("it proposes targets, and its ministry agrees on a phone", async () => {
    await as(`pmg.${service}`, async (page) => {
      await openTask(page, "Proponer las metas del equipo");
      await addRow(page, "Metas", { Meta: "Trámites en plazo", "Valor comprometido": "90", Ponderación: "60" });
      await addRow(page, "Metas", { Meta: "Reclamos resueltos", "Valor comprometido": "80", Ponderación: "40" });
      await handIn(page);
    });
    await as(
      `pmg.${ministry}`,
      async (page) => {
        await openTask(page, "Acordar las metas del convenio");
        await decide(page, "Aprobar");
      },
      360,
    );
  });

  test("the head signs, the undersecretary checks and the resolution is filed", async () => {
    await as(`jefatura.${service}`, async (page) => {
      await openTask(page, "Firmar el convenio de desempeño colectivo");
      await answer(page, { "Fecha de la firma": "2027-10-04" });
      await attach(page, "Convenio firmado", "convenio.pdf");
      await handIn(page);
    });
    await server.act(`subsecretario.${ministry}`, "approve", {});
    await as(`jefatura.${service}`, async (page) => {
      await openTask(page, "Ingresar la resolución exenta que aprueba el convenio");
      await answer(page, { Número: "88", "Fecha de la resolución": "2027-10-04" });
      await attach(page, "Resolución exenta", "resolución 88.pdf", { number: "88", date: "2027-10-04" });
      await handIn(page);
    });
  });

  test("in mid-year the team and its targets arrive filled, with where they come from", async () => {
    server.turnTo("2028-07-03T10:00:00-04:00");
    await as(`pmg.${service}`, async (page) => {
      await openTask(page, "Entregar el informe parcial del convenio");
      await page.getByText(/^Viene de «Definir los equipos de trabajo», entregado el lunes 04\/10\/2027/).waitFor();
      await page.getByText(/Las filas son las de esa entrega\.$/).waitFor();
      const targets = page.getByRole("group", { name: "Avance de las metas", exact: true });
      expect(await targets.getByRole("button", { name: "Agregar fila" }).count()).toBe(0);
      await answer(rowsOf(targets, /^Fila 1: Trámites en plazo/), { Avance: "45" });
      await answer(rowsOf(targets, /^Fila 2: Reclamos resueltos/), { Avance: "30" });
      await handIn(page);
    });
  });

  test("at the end of the year the results are certified, and what they earn is told", async () => {
    server.turnTo("2029-01-02T10:00:00-03:00");
    await as(`pmg.${service}`, async (page) => {
      await openTask(page, "Entregar el informe final del convenio");
      for (const [row, result] of [[1, "90"], [2, "80"]]) {
        await answer(rowsOf(page, new RegExp(`^Fila ${row}\\b`)), { Resultado: result });
      }
      await attach(page, "Medios de verificación", "medios.pdf");
      await handIn(page);
    });
    await as(`auditoria.${service}`, async (page) => {
      await openTask(page, "Certificar el cumplimiento del convenio");
      await decide(page, "Aprobar", { answers: { "Número del certificado": "3", Fundamento: "Los medios respaldan los resultados." } });
    });
    await as("coordinacion", async (page) => {
      await page.goto("/procesos");
      await page.getByLabel("Buscar institución o proceso").fill("CDC 2028");
      await page.getByRole("row", { name: /CDC 2028/ }).getByText("Terminado").waitFor();
      await page.getByRole("row", { name: /CDC 2028/ }).getByRole("link").first().click();
      await page.getByRole("heading", { level: 1, name: /^CDC 2028/ }).waitFor();
      await inOrder(page);
    });
  });
});
