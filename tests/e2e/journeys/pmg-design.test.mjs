import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { addRow, answer, attach, decide, handIn, inOrder, journeyIn, openTask, receipt, rowsOf, send } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// The year of the PMG opens with its design, as its people do it: survey, opinions of the networks, session of the committee, three
// ministers, decree.
const service = "pe-agn-00599";

let browser, server, year;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-01-05T09:00:00-03:00")]);
  year = await server.open("pmg-anual", "2027", { year: 2027 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("the design of the PMG of 2027", () => {
  test("a service answers the survey, on a phone", () =>
    as(
      `pmg.${service}`,
      async (page) => {
        await openTask(page, "Responder la encuesta de la última formulación");
        await answer(page, { "Claridad de los requisitos técnicos": "Claros", "Los plazos de la formulación fueron": "Ajustados", "Dificultades que tuviste": "Faltó tiempo para medir." });
        await handIn(page);
      },
      360,
    ));

  test("after its cut-off a network gives its opinion, topic by topic", async () => {
    server.turnTo("2026-10-05T10:00:00-03:00");
    await as("experto.experiencia-usuaria.1", async (page) => {
      await openTask(page, "Opinar sobre los sistemas e indicadores de tu red");
      await addRow(page, "Temas", { "Sistema o indicador": "Satisfacción de las personas usuarias", Opinión: "Ajustar", Razones: "Conviene medirla cada semestre." });
      await addRow(page, "Temas", { "Sistema o indicador": "Reclamos respondidos", Opinión: "Mantener", Razones: "Se mide bien." });
      await answer(page, { "Resumen de la opinión": "Se mantiene con un ajuste." });
      await handIn(page);
    });
  });

  test("the technical secretariat files the guidelines, its opinion and the external report", () =>
    as("secretaria-tecnica", async (page) => {
      await openTask(page, "Registrar los lineamientos del Comité Técnico");
      await answer(page, { Lineamientos: "Menos indicadores y mejor medidos.", "Fecha en que se acordaron": "2026-07-15" });
      await handIn(page);
      await openTask(page, "Opinar sobre el próximo Programa Marco");
      await answer(page, { "Opinión técnica": "Conviene mantener los tres objetivos." });
      await handIn(page);
      await openTask(page, "Ingresar el informe final con recomendaciones");
      await answer(page, { Recomendaciones: "Reducir la carga de las instituciones pequeñas.", "Quién lo hizo": "Consultora externa" });
      await attach(page, "Informe final", "informe final.pdf");
      await handIn(page);
    }));

  test("with the networks that answered it prepares the proposal, and records the session in which the committee defines it", async () => {
    server.turnTo("2026-11-06T10:00:00-03:00");
    await as("secretaria-tecnica", async (page) => {
      await openTask(page, "Preparar la propuesta de Programa Marco");
      await addRow(page, "Objetivos", { Objetivo: "Gestión Eficaz", "Ponderación de referencia": "50" });
      await addRow(page, "Objetivos", { Objetivo: "Calidad de Servicio", "Ponderación de referencia": "50" });
      await answer(page, { "Qué cambia respecto del Programa Marco anterior": "Dos objetivos en lugar de tres." });
      await attach(page, "Propuesta de Programa Marco", "propuesta.pdf");
      await handIn(page);

      await openTask(page, "Definir el Programa Marco");
      await answer(page, { "Fecha de la sesión": "2026-11-06", Modalidad: "Presencial" });
      const rows = rowsOf(page.getByRole("group", { name: "Asistencia y votos" }));
      for (let row = 0; row < (await rows.count()); row++) {
        await answer(rows.nth(row), { Asistencia: "Presencial", Asiste: "Quien es titular", Voto: "A favor" });
      }
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await send(page, "Revisar y enviar", "Registrar la sesión");
      await receipt(page);
    });
  });

  test("the three ministers sign, one of them on a phone", async () => {
    await as(
      "ministro.int",
      async (page) => {
        await openTask(page, "Firmar el Programa Marco o devolverlo con objeciones");
        await decide(page, "Aprobar");
      },
      360,
    );
    for (const minister of ["ministro.hac", "ministro.segpres"]) await server.act(minister, "approve", {});
  });

  test("the cabinet files the decree and its publication", () =>
    as("gabinete.hac", async (page) => {
      // Their first page: what their minister has to hand in, decide and attend.
      await page.getByRole("heading", { level: 1, name: /semana/ }).waitFor();
      await inOrder(page);
      await openTask(page, "Ingresar el decreto exento del Programa Marco");
      await answer(page, { Número: "320", "Fecha del decreto": "2026-11-06" });
      await attach(page, "Decreto firmado", "decreto 320.pdf", { number: "320", date: "2026-11-06" });
      await handIn(page);
      await openTask(page, "Ingresar la publicación del decreto");
      await answer(page, { "Fecha de publicación": "2026-11-06" });
      await handIn(page);
    }));

  test("the coordinator reads the design that ended, and the year that goes on", () =>
    as("coordinacion", async (page) => {
      await page.goto("/procesos");
      await page.getByLabel("Buscar institución o proceso").fill("Diseño del Programa Marco");
      await page.getByRole("row", { name: /Diseño del Programa Marco/ }).getByText("Terminado").waitFor();
      await page.getByRole("row", { name: /Diseño del Programa Marco/ }).getByRole("link").first().click();
      await page.getByRole("heading", { level: 1, name: /Diseño del Programa Marco/ }).waitFor();
      await inOrder(page);
      await page.goto(`/procesos/${year}`);
      await page.getByRole("heading", { level: 1, name: "PMG 2027" }).waitFor();
      await inOrder(page);
    }));
});
