import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { addRow, answer, attach, decide, handIn, inOrder, journeyIn, openTask, rowsOf } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// What a service achieved is judged by somebody of another one; it claims, its minister decides, and a decree says what it earned.
const service = "pe-agn-00599";
const ministry = "eco";
const evaluator = "auditoria.ca-con-00725";

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-01-04T09:00:00-03:00")]);
  const coordinator = await enterApi(server.url, "coordinacion");
  await coordinator("/api/organisation/appointments", {
    personId: evaluator, role: "institution.externalEvaluator", scope: service.toUpperCase(), validFrom: "2027-01-01",
  });
  await server.open("pmg-evaluacion", service, { institution: service.toUpperCase(), year: 2026, ministry: ministry.toUpperCase(), name: service });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("the evaluation of one service", () => {
  test("the service informs its results with their evidence", () =>
    as(`pmg.${service}`, async (page) => {
      await openTask(page, "Informar los resultados del PMG");
      for (const [name, weight, objective] of [["Trámites en plazo", "60", "Gestión Eficaz"], ["Reclamos resueltos", "40", "Calidad de Servicio"]]) {
        await addRow(page, "Metas y resultados", { Objetivo: objective, Indicador: name, Ponderación: weight, Meta: "90", Resultado: "90" });
      }
      for (const input of await page.locator("input[type=file]").all()) {
        const asked = (await input.getAttribute("aria-label")).replace("Archivo de ", "");
        await attach(page, asked, `${asked.toLowerCase()}.pdf`);
      }
      await handIn(page);
      await server.act(`ministro.${ministry}`, "approve", {});
    }));

  test("somebody of another service evaluates each target, and lowers one with reasons", () =>
    as(evaluator, async (page) => {
      await openTask(page, "Evaluar los resultados del PMG");
      const handedIn = page.getByRole("region", { name: "Lo que se entregó" });
      await handedIn.getByText(/^Versión 1, recibida el lunes 04\/01\/2027/).waitFor();
      await handedIn.getByRole("link", { name: /\.pdf/ }).first().waitFor();
      await picture(page, "pmg-evaluar");
      await rowsOf(page.getByRole("group", { name: "Metas y resultados", exact: true }), /^Fila 2\b/).getByLabel(/^Resultado\s*\*?(, fila 2)?$/).fill("45");
      for (const input of await page.getByLabel(/^(Razones|Fundamento|Por qué)/).all()) await input.fill("Según los medios de verificación.");
      await handIn(page);
    }));

  test("its head claims one target, on a phone", () =>
    as(
      `jefatura.${service}`,
      async (page) => {
        await openTask(page, "Aceptar el resultado del PMG o reclamar");
        await answer(page, { "Aceptación o reclamo": "Reclamo" });
        await addRow(page, "Metas reclamadas", { Indicador: "Reclamos resueltos", Razones: "Faltó considerar los del segundo semestre." });
        await handIn(page);
      },
      360,
    ));

  test("the technical secretariat gives its opinion and the minister decides", async () => {
    await as("secretaria-tecnica", async (page) => {
      await openTask(page, "Opinar sobre el reclamo");
      await page.getByText(/^Grado que evaluaron en cada meta: Trámites en plazo \(100 %\), Reclamos resueltos \(50 %\)/).waitFor();
      await page.getByText("Faltó considerar los del segundo semestre.").waitFor();
      await answer(page, { "Opinión fundada": "Los antecedentes respaldan el reclamo." });
      await handIn(page);
    });
    await as(`ministro.${ministry}`, async (page) => {
      await openTask(page, "Decidir el reclamo del PMG");
      await page.getByText("Faltó considerar los del segundo semestre.").waitFor();
      await page.getByText(/Opinión de la Secretaría Técnica: Los antecedentes respaldan el reclamo\./).waitFor();
      await picture(page, "pmg-decidir-reclamo");
      await answer(page, { Decisión: "Acoge" });
      await addRow(page, "Grado que queda en cada meta", { Indicador: "Reclamos resueltos", "Grado que queda (%)": "100", Razones: "Se acreditó." });
      await answer(page, { "Razones de la decisión": "Los antecedentes lo respaldan." });
      await handIn(page);
      await openTask(page, "Fijar el grado de cumplimiento");
      await page.getByText(/Reclamos resueltos \(100 %\)\. Grado global: 100 %\./).waitFor();
      await decide(page, "Aprobar");
    });
  });

  test("the ministry files the decree, and the process shows the result line by line", async () => {
    await as(`pmg.${ministry}`, async (page) => {
      await openTask(page, "Registrar el decreto de cumplimiento");
      await answer(page, { "Número del decreto": "91", "Fecha del decreto": "2027-01-04" });
      await attach(page, "Decreto firmado", "decreto 91.pdf");
      await handIn(page);
    });
    await as("coordinacion", async (page) => {
      await page.goto("/procesos");
      await page.getByLabel("Buscar institución o proceso").fill("Evaluación PMG 2026");
      await page.getByRole("row", { name: /Evaluación PMG 2026/ }).getByText("Terminado").waitFor();
      await page.getByRole("row", { name: /Evaluación PMG 2026/ }).getByRole("link").first().click();
      await page.getByText(/Grado de cumplimiento/).first().waitFor();
      await picture(page, "pmg-resultado");
      await inOrder(page);
    });
  });
});
