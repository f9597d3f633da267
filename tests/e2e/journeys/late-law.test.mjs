import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBrowser } from "../browser.mjs";
import { inOrder, journeyIn, openTask } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// Hito 1 was due on Friday 5 March 2027. A service handed in on Monday 8, and on Tuesday a law says that the Friday had been a holiday.
const flow = "transformacion-digital-hito-1";
const institution = "pe-agn-00599";
const task = "Entregar el formulario del Hito 1";

let browser, server, process, delivery;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-02-15T10:00:00-03:00")]);
  process = await server.open(flow, institution, { institution: institution.toUpperCase(), year: 2027 });
  server.turnTo("2027-03-08T11:00:00-03:00");
  const officer = await enterApi(server.url, `pmg.${institution}`);
  delivery = (await officer("/api/tasks")).items[0].id;
  const answers = { coordinacion: "Jefatura de Planificación", comite: true, procedimientos: 3, compromiso: "Digitalizar las denuncias." };
  expect((await officer(`/api/tasks/${delivery}/acts/submit`, { answers })).receipt.timeliness).toBe("extemporaneous");
  server.turnTo("2027-03-09T10:00:00-03:00");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("a law that is published after the day it makes a holiday", () => {
  test("is proposed with what was judged without it, and approved by somebody else", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/calendario?anio=2027");
      await page.getByRole("button", { name: "Ingresar un feriado" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(/^Día/).fill("2027-03-05");
      await dialog.getByLabel(/^Nombre/).fill("Feriado de duelo");
      await dialog.getByLabel(/^Norma/).fill("Ley 99.998");
      await dialog.getByLabel(/^Motivo/).fill("Se publicó hoy");
      await dialog.getByRole("button", { name: "Proponer el cambio" }).click();
      await page.getByText("Una entrega se recibió fuera de plazo y con este cambio queda dentro.").waitFor();
      await page.getByRole("table", { name: /Ya resueltos con el calendario anterior: 1/ }).waitFor();
      await page.getByText("Por avisar").waitFor();
      await inOrder(page);
    });
    await as("secretaria-tecnica", async (page) => {
      await page.goto("/calendario/propuestas");
      await page.getByRole("row", { name: /Espera aprobación/ }).getByRole("link", { name: /^Nuevo feriado/ }).click();
      await page.getByLabel(/^Motivo de tu decisión/).fill("Conforme");
      await page.getByRole("button", { name: "Aprobar el cambio" }).click();
      await page.getByText("Avisado", { exact: true }).waitFor();
    });
  });

  test("is told to whoever handed in and to whoever has to say whether it is accepted late", async () => {
    for (const who of [`pmg.${institution}`, "experto.transformacion-digital.1"]) {
      const mail = await vi.waitFor(
        () => {
          const found = server.mails().find((one) => one.to.includes(`${who}@example.cl`) && one.subject.startsWith("Se recibió dentro de plazo"));
          if (!found) throw new Error(`${who} got no mail about the law.`);
          return found;
        },
        { timeout: 60_000, interval: 200 },
      );
      expect(mail.text).toContain("el plazo era el lunes 08/03/2027 a las 18:30 horas");
      expect(mail.text).toContain("El proceso no vuelve atrás");
    }
  });

  test("stands on the page of what was handed in, on its review and in the history, and the review goes on", async () => {
    await as(`pmg.${institution}`, async (page) => {
      await page.goto(`/tareas/${delivery}`);
      await page.getByText("Quedó dentro de plazo por un cambio posterior").first().waitFor();
      await inOrder(page);
    });
    await as("experto.transformacion-digital.1", async (page) => {
      await openTask(page, "¿Aceptar el formulario fuera de plazo?");
      await page.getByText("Quedó dentro de plazo por un cambio posterior").first().waitFor();
      await inOrder(page);
    });
    await as("coordinacion", async (page) => {
      await page.goto(`/procesos/${process}`);
      await page.getByText("Una ley posterior cambió el plazo de una tarea terminada").first().waitFor();
    });
  });

  test("is on the receipt", async () => {
    const officer = await enterApi(server.url, `pmg.${institution}`);
    const { receipt } = await officer(`/api/tasks/${delivery}`);
    expect(receipt.timeliness).toBe("extemporaneous");
    await as(`pmg.${institution}`, async (page) => {
      const answer = await page.request.get(`/api/submissions/${receipt.submissionId}/document`);
      expect(await answer.text()).toContain("Cambio posterior del calendario");
    });
  });
});
