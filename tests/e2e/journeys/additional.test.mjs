import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { inOrder, journeyIn, openTask } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// Hito 1 of Transformación Digital as a coordinator may draw it: after Friday 5 March 2027 at 18:30 three more working days are received as
// in time, until Wednesday 10.
const flow = "hito-1-con-adicional";
const institution = "pe-agn-00599";
const task = "Entregar el formulario del Hito 1";

let browser, server, process;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-02-15T10:00:00-03:00")]);
  const { document } = await (await enterApi(server.url, "coordinacion"))("/api/definitions/transformacion-digital-hito-1");
  document.root.activities.find(({ id }) => id === "formulario").deadline.expression.value.additional = { workingDays: 3 };
  await server.publish({ ...document, id: undefined, definitionId: flow, name: "Hito 1 con plazo adicional", version: 1, isLatest: true, isPublished: false });
  process = await server.open(flow, institution, { institution: institution.toUpperCase(), year: 2027 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the pages where a task is followed say of it: the inbox, its own page, the stage and the process. */
async function follow(state, sentence) {
  await as(`pmg.${institution}`, async (page) => {
    await page.goto("/tareas");
    await page.getByRole("row", { name: task }).getByText(state.inbox, { exact: true }).waitFor();
    await inOrder(page);
    await openTask(page, task);
    const term = page.getByRole("region", { name: "Plazo" });
    await term.getByText(state.inbox, { exact: true }).waitFor();
    await term.getByText(sentence).first().waitFor();
    await inOrder(page);
  });
  await as("coordinacion", async (page) => {
    await page.goto(`/etapas/${flow}/2027`);
    await page.getByRole("row", { name: /Inversión Extranjera/ }).getByText(state.process, { exact: true }).waitFor();
    await inOrder(page);
    await page.goto(`/procesos/${process}`);
    await page.getByText(state.process, { exact: true }).first().waitFor();
    await inOrder(page);
  });
}

describe.sequential("a task with a plazo adicional", () => {
  test("is within it on Monday 8 March: the inbox, the task, the stage and the process say so, and no list has it as late", async () => {
    server.turnTo("2027-03-08T10:00:00-03:00");
    await follow({ inbox: "En plazo adicional", process: "En plazo adicional" }, "Se recibe en plazo adicional hasta el miércoles 10/03/2027 a las 18:30 horas.");

    await as(`pmg.${institution}`, async (page) => {
      await page.goto("/tareas?plazo=overdue");
      await page.getByText("Ninguna tarea cumple con estos filtros").waitFor();
    });
  });

  test("is late on Thursday 11, by one working day", async () => {
    server.turnTo("2027-03-11T10:00:00-03:00");
    await follow({ inbox: "Venció hace 5 días corridos", process: "Atrasado 1 día hábil" }, "viernes 05/03/2027 a las 18:30 horas");

    await as(`pmg.${institution}`, async (page) => {
      await page.goto("/tareas?plazo=overdue");
      await page.getByRole("row", { name: task }).waitFor();
      expect(await page.getByText("En plazo adicional").count()).toBe(0);
    });
  });
});
