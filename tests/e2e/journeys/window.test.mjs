import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// Hito 1 of Transformación Digital in 2027: received from Saturday 13 February to Friday 5 March at 18:30. One institution is in time by
// a minute and another is late by one.
const inTime = "pe-agn-00599";
const late = "ca-con-00725";
const task = "Entregar el formulario del Hito 1";

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-01-11T10:00:00-03:00")]);
  for (const institution of [inTime, late]) {
    await server.open("transformacion-digital-hito-1", institution, { institution: institution.toUpperCase(), year: 2027 });
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function fillForm(page) {
  await page.getByLabel(/^Cargo de quien coordina/).fill("Jefatura de Planificación");
  await page.getByLabel(/^Hay un comité/).selectOption("yes");
  await page.getByLabel(/^Cuántos procedimientos/).fill("12");
  await page.getByLabel(/^Qué compromete/).fill("Digitalizar las solicitudes que llegan de regiones.");
  await page.getByText(/^Guardado el/).waitFor();
}

async function decide(page, decision, words) {
  await page.getByLabel(decision, { exact: true }).check();
  if (words) await page.getByRole("textbox", { name: /^Observación 1/ }).fill(words);
  await inOrder(page);
  await send(page, "Revisar y enviar", decision);
  await receipt(page);
}

describe.sequential("a deliverable with a window", () => {
  test("before the window the institution sees the task and prepares it, and is told from when it is received", () =>
    as(`pmg.${inTime}`, async (page) => {
      await openTask(page, task);
      await page.getByText(/Todavía no se recibe: podrás enviarla desde el sábado 13\/02\/2027 a las 00:00/).waitFor();
      await fillForm(page);
      await inOrder(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "tarea-antes-de-la-ventana");
      await send(page, "Revisar y entregar", "Entregar");
      await page.getByRole("alert").getByText(/Todavía no se recibe. Podrás enviarlo desde el sábado 13\/02\/2027 a las 00:00 horas/).waitFor();
      await inOrder(page);
    }));

  test("at 18:29 of the last day what was prepared is still there and is received on time", async () => {
    server.turnTo("2027-03-05T18:29:00-03:00");
    await as(
      `pmg.${inTime}`,
      async (page) => {
        await openTask(page, task);
        expect(await page.getByLabel(/^Cargo de quien coordina/).inputValue()).toBe("Jefatura de Planificación");
        expect(await page.getByText(/Todavía no se recibe/).count()).toBe(0);
        await send(page, "Revisar y entregar", "Entregar");
        await receipt(page);
        await page.getByText("Entrega, dentro de plazo").waitFor();
      },
      360,
    );
  });

  test("at 18:31 another institution is received as late, for a person to decide", async () => {
    server.turnTo("2027-03-05T18:31:00-03:00");
    await as(`pmg.${late}`, async (page) => {
      await openTask(page, task);
      await page.getByText(/Venció el/).first().waitFor();
      await fillForm(page);
      await inOrder(page);
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
      await page.getByText("Entrega, extemporáneo: una persona decide").waitFor();
    });
  });

  test("an expert of the network accepts it out of term", () =>
    as("experto.transformacion-digital.1", async (page) => {
      await openTask(page, "¿Aceptar el formulario fuera de plazo?");
      expect(await page.getByLabel("Devolver con observaciones").count()).toBe(0);
      await page.getByLabel("Aprobar", { exact: true }).check();
      await page.getByLabel(/^Comentario para quien/).fill("La plataforma estuvo caída ese día.");
      await decide(page, "Aprobar");
    }));

  test("the opinion is returned once, on a phone", () =>
    as(
      "experto.transformacion-digital.2",
      async (page) => {
        await openTask(page, "Dar opinión técnica: Hito 1 de Transformación Digital", "Consejo Nacional de Televisión");
        await page.getByText(/Vence el/).first().waitFor();
        await decide(page, "Devolver con observaciones", "Di cuántas solicitudes llegan de cada región.");
      },
      360,
    ));

  test("the institution that was late corrects and answers", () =>
    as(`pmg.${late}`, async (page) => {
      await openTask(page, task);
      await page.getByText("Di cuántas solicitudes llegan de cada región.").first().waitFor();
      await page.getByLabel(/^Qué compromete/).fill("Digitalizar las 1.200 solicitudes de cada región.");
      await page.getByLabel(/Tu respuesta/).first().fill("Son unas 1.200 en cada una.");
      await inOrder(page);
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
      await page.getByText("Entrega, dentro de plazo").first().waitFor();
    }));

  test("the network approves both, and both processes end", async () => {
    await as("experto.transformacion-digital.1", async (page) => {
      for (let opinion = 0; opinion < 2; opinion++) {
        await openTask(page, "Dar opinión técnica: Hito 1 de Transformación Digital");
        await decide(page, "Aprobar");
      }
    });

    await as("coordinacion", async (page) => {
      await page.goto("/procesos");
      await page.getByRole("row", { name: /Hito 1/ }).first().waitFor();
      expect(await page.getByRole("row", { name: /Hito 1/ }).getByText("Terminado").count()).toBe(2);
      await inOrder(page);
    });
  });
});
