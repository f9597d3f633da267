import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { inOrder, journeyIn, openTask } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// An act suspends the term of a step, or gives more time de oficio: one person proposes it, another approves, and everybody reads the act.
// Hito 1 of Transformación Digital ends on Friday 5 March 2027 at 18:30.
const flow = "transformacion-digital-hito-1";
const form = "Entregar el formulario del Hito 1";
const [first, second, other] = ["pe-agn-00599", "ca-con-00725", "pe-agn-00600"];
const act = "Res. Ex. 12 de 2027";

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

/** What is written in the dialog and sent; its own fields come first. */
async function ask(page, dialog, what, fields) {
  await dialog.getByText(what, { exact: true }).click();
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(new RegExp(`^${label}`)).fill(value);
  await dialog.getByLabel(/^Norma/).fill(act);
  await dialog.getByLabel(/^Motivo/).fill("La plataforma estuvo caída");
  await inOrder(page);
  await dialog.getByRole("button", { name: "Proponer el cambio" }).click();
}

async function proposed(page, title) {
  await page.getByRole("heading", { level: 1, name: "Cambio propuesto" }).waitFor();
  await page.getByText(title).first().waitFor();
  await page.getByText(`Norma: ${act}.`).waitFor();
  await inOrder(page);
}

const approve = (title) =>
  as("secretaria-tecnica", async (page) => {
    await page.goto("/calendario/propuestas");
    await page.getByRole("row", { name: /Espera aprobación/ }).getByRole("link", { name: title }).click();
    await page.getByLabel(/^Motivo de tu decisión/).fill("Conforme");
    await page.getByRole("button", { name: "Aprobar el cambio" }).click();
    await page.getByRole("button", { name: "Aprobar el cambio" }).waitFor({ state: "hidden" });
  });

/** The dialog on the page of one task. */
async function openOn(page, institution) {
  const officer = await enterApi(server.url, `pmg.${institution}`);
  const { items } = await officer("/api/tasks");
  await page.goto(`/tareas/${items.find(({ title }) => title === form).id}`);
  await page.getByRole("button", { name: "Proponer un cambio de plazo" }).click();
  return page.getByRole("dialog", { name: "Proponer un cambio de plazo" });
}

describe.sequential("an act about terms that run", () => {
  test("five days are suspended for two institutions, and each reads when it ends now, why, and by which act", async () => {
    await as("coordinacion", async (page) => {
      await page.goto(`/etapas/${flow}/2027`);
      for (const name of ["Agencia de Promoción de la Inversión Extranjera", "Consejo Nacional de Televisión"]) {
        await page.getByRole("checkbox", { name: `Elegir ${name}` }).check();
      }
      await page.getByRole("button", { name: "Proponer un cambio de plazo" }).click();
      const dialog = page.getByRole("dialog", { name: "Proponer un cambio de plazo para 2 procesos" });
      await ask(page, dialog, "Suspende el plazo", { "Desde el": "2027-03-01", "Hasta el": "2027-03-05" });
      await proposed(page, "Suspensión del plazo: del 1 de marzo de 2027 al 5 de marzo de 2027.");
      await page.getByRole("table", { name: /Plazos y fechas que cambian: 2, 2 a una fecha posterior/ }).waitFor();
    });
    await approve(/^Suspensión del plazo/);

    for (const institution of [first, second]) {
      await as(`pmg.${institution}`, async (page) => {
        await openTask(page, form);
        await page.getByText("Vence el miércoles 10/03/2027").waitFor();
        await page.getByRole("button", { name: "¿Por qué esta fecha?" }).click();
        await page.getByText(`sin contar del 1 de marzo de 2027 al 5 de marzo de 2027 (${act})`).waitFor();
        await inOrder(page);
      });
    }
    await as(`pmg.${other}`, async (page) => {
      await openTask(page, form);
      await page.getByText("Vence el viernes 05/03/2027").waitFor();
    });
  });

  test("two days more are given de oficio to one task, and the history of its process tells both acts", async () => {
    await as("coordinacion", async (page) => {
      await ask(page, await openOn(page, first), "Amplía de oficio", { "Días que se agregan": "2" });
      await proposed(page, "Ampliación de oficio: 2 días hábiles.");
    });
    await approve(/^Ampliación de oficio/);

    await as("coordinacion", async (page) => {
      await page.goto(`/etapas/${flow}/2027`);
      await page.getByRole("link", { name: "Agencia de Promoción de la Inversión Extranjera" }).first().click();
      for (const words of [`Suspensión del plazo: del 1 de marzo de 2027 al 5 de marzo de 2027. Norma: ${act}.`, `Ampliación de oficio: 2 días hábiles. Norma: ${act}.`]) await page.getByText(words).first().waitFor();
      await inOrder(page);
    });
  });

  test("once a term has ended it is not extended, and the field says why; days that were suspended before still are", async () => {
    server.turnTo("2027-03-08T10:00:00-03:00");
    await as("coordinacion", async (page) => {
      const dialog = await openOn(page, other);
      await ask(page, dialog, "Amplía de oficio", { "Días que se agregan": "2" });
      await dialog.getByText(/un plazo vencido no se amplía/).waitFor();
      await inOrder(page);
      await ask(page, dialog, "Suspende el plazo", { "Desde el": "2027-03-03", "Hasta el": "2027-03-12" });
      await proposed(page, "Suspensión del plazo: del 3 de marzo de 2027 al 12 de marzo de 2027.");
      await page.getByText(/los días suspendidos no corrieron/).waitFor();
    });
  });
});
