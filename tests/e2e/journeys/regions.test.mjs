import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { addRow, answer, decide, handIn, inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// What a region and a ministry tell besides the quarter's report, each from who writes it to who accepts it.
let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));
const region = { code: "10", name: "Región de Los Lagos", year: 2026, period: "2026-07", cutOff: "2026-06-30" };

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-07-01T10:00:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("the agenda of a region", () => {
  test("its counterpart writes it, and the delegation approves it on a phone", async () => {
    await server.open("agenda-regional", "10/2026-07", region);
    await as("contraparte.10", async (page) => {
      await openTask(page, /^Entregar la agenda/);
      await addRow(page, "Temas", { Tema: "Cierre de la pesca artesanal", Relevancia: "Alta", "De dónde se sabe": "Prensa regional" });
      await answer(page, { "Síntesis en un párrafo": "Los gremios piden una mesa con el ministerio." });
      await handIn(page);
    });
    await as(
      "delegacion.10",
      async (page) => {
        await openTask(page, /^Revisar la agenda/);
        await page.getByText("Cierre de la pesca artesanal").first().waitFor();
        await decide(page, "Aprobar");
      },
      360,
    );
  });
});

describe.sequential("the diagnosis of a territory", () => {
  test("its counterpart says what does not apply and why, and whoever reads it sees it", async () => {
    await server.open("diagnostico-territorial", "10/2026", region);
    await as(
      "contraparte.10",
      async (page) => {
        await openTask(page, /^Entregar el diagnóstico/);
        await addRow(page, "Indicadores", { Ámbito: "Social", Indicador: "Hogares sin agua potable", Valor: "12,5", Unidad: "%", "A qué fecha": "2025-12-31", Fuente: "Encuesta nacional" });
        await answer(page, { "Brechas principales": "Agua potable rural.", "Zonas rezagadas o aisladas": "Islas interiores." });
        await page.getByLabel("No aplica: Pueblos indígenas").check();
        await page.getByLabel(/^Pueblos indígenas: por qué no aplica/).fill("Se informa en el diagnóstico nacional.");
        await handIn(page);
      },
      360,
    );
    for (const [person, title] of [["delegacion.10", /^Aprobar el diagnóstico/], ["coordinacion-interministerial", /^Aceptar el diagnóstico/]]) {
      await as(person, async (page) => {
        await openTask(page, title);
        await page.getByText("Se informa en el diagnóstico nacional.").first().waitFor();
        await decide(page, "Aprobar");
      });
    }
  });
});

describe.sequential("the reports of every region put together", () => {
  // Fifteen working days after that cut-off have passed: who has not reported is named at once.
  const period = { year: 2026, period: "2026-T1", cutOff: "2026-03-31" };
  let process, document;

  test("the coordination puts them together, and who has no report is named", async () => {
    process = await server.open("informes-regionales", "2026-T1", period);
    await as("coordinacion-interministerial", async (page) => {
      await openTask(page, /^Preparar el consolidado: 2026-T1/);
      await page.getByText(/Llegaron 0 de 16 informes. Sin informe aprobado al corte: Región de/).first().waitFor();
      await page.getByLabel(/^Resumen para las autoridades/).fill("Ninguna región informó a tiempo: se citará a las delegaciones.");
      await handIn(page);
    });
  });

  test("the undersecretary approves it on a phone, and the minister reads the document", async () => {
    await as(
      "subsecretario.int",
      async (page) => {
        await openTask(page, /^Aprobar el consolidado/);
        await decide(page, "Aprobar");
      },
      360,
    );
    await as("coordinacion-interministerial", async (page) => {
      await page.goto(`/procesos/${process}`);
      await page.getByRole("heading", { level: 2, name: "Documentos" }).waitFor();
      await page.locator("section.section", { has: page.locator("#documentos") }).getByRole("link").first().click();
      await page.waitForURL(/\/documentos\//);
      document = new URL(page.url()).pathname;
    });
    for (const width of [1280, 360]) {
      await as(
        "ministro.int",
        async (page) => {
          await page.goto(document);
          await page.getByText("Ninguna región informó a tiempo: se citará a las delegaciones.").first().waitFor();
          await inOrder(page);
        },
        width,
      );
    }
  });
});

describe.sequential("the programme of the government", () => {
  test("the coordination puts it together with those that came, and it is a document", async () => {
    const process = await server.open("programacion-gubernamental", "2026-T1", { year: 2026, period: "2026-T1", cutOff: "2026-03-31" });
    await as("coordinacion-interministerial", async (page) => {
      await openTask(page, /^Preparar la programación consolidada: 2026-T1/);
      await page.getByText(/Llegaron 0 de 25 informes/).first().waitFor();
      await page.getByLabel(/^Resumen para las autoridades/).fill("Ningún ministerio informó a tiempo.");
      await handIn(page);
      await page.goto(`/procesos/${process}`);
      await page.locator("section.section", { has: page.locator("#documentos") }).getByRole("link").first().click();
      await page.getByText("Ningún ministerio informó a tiempo.").first().waitFor();
      await inOrder(page);
    });
  });
});

describe.sequential("the programme of a sector", () => {
  test("its cabinet informs, and the undersecretary returns it on a phone", async () => {
    await server.open("programacion-sector", "MOP/2026-T2", { code: "MOP", name: "Ministerio de Obras Públicas", year: 2026, period: "2026-T2", cutOff: "2026-06-30" });
    await as("gabinete.mop", async (page) => {
      await openTask(page, /^Informar los compromisos del sector/, /2026-T2/);
      await answer(page, { "Prioridades del sector": "Puentes del sur." });
      await handIn(page);
    });
    await as(
      "subsecretario.mop",
      async (page) => {
        await openTask(page, /^Aprobar la programación/);
        await decide(page, "Devolver con observaciones", { remark: "Falta el hito del año." });
      },
      360,
    );
  });

  test("what comes back is approved, and accepted by the coordination", async () => {
    await as("gabinete.mop", async (page) => {
      await openTask(page, /^Informar los compromisos del sector/, /2026-T2/);
      await page.getByText("Falta el hito del año.").first().waitFor();
      await page.getByLabel(/^Tu respuesta/).first().fill("Se agrega en las prioridades.");
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    });
    for (const [person, title] of [["subsecretario.mop", /^Aprobar la programación/], ["coordinacion-interministerial", /^Aceptar la programación/]]) {
      await as(person, async (page) => {
        await openTask(page, title);
        await decide(page, "Aprobar");
      });
    }
  });
});
