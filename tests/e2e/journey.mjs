import { expect } from "vitest";
import { accessibilityProblems, enter, isWiderThanScreen, openPage, untilDrawn } from "./browser.mjs";

/**
 * What people do on the pages, in the words that every journey shares.
 * @param place Where: `{ browser, server, now }`, asked each time. With `now`, pages see that hour too.
 */
export function journeyIn(place) {
  /** Enters as somebody, and leaves the browser as it was when the work is done. */
  async function as(person, work, width = 1280) {
    const page = await visit(width);
    try {
      await enter(page, `${person}@example.cl`);
      await work(page);
    } catch (error) {
      // What the person saw when it went wrong says more than the line that waited.
      if (process.env.LOOK) await page.screenshot({ path: new URL(`../../artifacts/look/failed-${person}.png`, import.meta.url).pathname, fullPage: true });
      throw error;
    } finally {
      await page.context().close();
    }
  }

  /** A page of somebody who has not entered. */
  async function visit(width = 1280) {
    const { browser, server, now } = place();
    const page = await openPage(browser, server, width);
    if (now) await page.clock.setFixedTime(new Date(now));
    return page;
  }

  return { as, visit };
}

/** Opens from the inbox the task with that title, of an institution when it is named: the last one, where there are several. */
export async function openTask(page, title, institution = "") {
  await page.goto("/tareas");
  await page.getByRole("row", { name: institution }).getByRole("link", { name: title }).last().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

/** Chooses what can be done with a row or a page behind its «…». */
export async function chooseAct(page, whose, act) {
  await page.getByRole("button", { name: `Más sobre ${whose}`, exact: true }).click();
  await page.getByRole("menuitem", { name: act, exact: true }).click();
}

let seen = 0;

/**
 * At a desk and on a phone: nothing axe complains about, and nothing to scroll sideways, on a phone not even a table. The page stays as wide as it was. With LOOK=1
 * a picture of each is kept in artifacts/look.
 */
export async function inOrder(page) {
  await untilDrawn(page);
  const [desk, phone] = [{ width: 1280, height: 900 }, { width: 360, height: 740 }];
  for (const size of page.viewportSize().width === phone.width ? [desk, phone] : [phone, desk]) {
    await page.setViewportSize(size);
    // What stays on the screen while one reads comes to rest at the end: on the way it covers what one scrolls past.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    if (process.env.LOOK) {
      const name = `${String(++seen).padStart(3, "0")}-${size.width}-${new URL(page.url()).pathname.replaceAll(/[^a-z]+/gi, "-")}`;
      await page.screenshot({ path: new URL(`../../artifacts/look/${name}.png`, import.meta.url).pathname, fullPage: true });
    }
    expect(await accessibilityProblems(page), `at ${size.width} pixels`).toEqual([]);
    expect(await isWiderThanScreen(page), `wider than ${size.width} pixels`).toBe(false);
  }
}

/** Looks the answers over and sends them. */
export async function send(page, check, label) {
  await page.getByRole("button", { name: check }).click();
  await page.getByRole("heading", { name: "Revisa tus respuestas" }).waitFor();
  await inOrder(page);
  await page.getByRole("button", { name: label, exact: true }).click();
}

let receipts = 0;

/** The receipt says the same of whatever was sent: the first one of a journey is looked at. */
export async function receipt(page) {
  await page.getByText("Listo: quedó recibido").waitFor();
  if (receipts++ === 0) await inOrder(page);
}

/** Answers the questions of a form by their labels: what is a list is chosen from, what is a box is written in. */
export async function answer(within, answers) {
  for (const [label, value] of Object.entries(answers)) {
    const named = within.getByLabel(new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*\\*?(, fila \\d+)?$`));
    // A section may bear the name of its only question.
    const field = named.and(within.locator("input, select, textarea")).first();
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

/** Adds a row to a table of a form and answers its columns. */
export async function addRow(page, table, answers) {
  const group = page.getByRole("group", { name: table, exact: true });
  const before = await rowsOf(group).count();
  await group.getByRole("button", { name: "Agregar fila" }).click();
  // It may move into its group while it is answered: its place in what is sent does not.
  const row = rowsOf(group, new RegExp(`^Fila ${before + 1}\\b`));
  await answer(row, answers);
  return row;
}

/** The rows of a table that is written in, wide or narrow; with a name, those that are called so. */
export function rowsOf(within, name = /^Fila \d+/) {
  return within.getByRole("rowgroup", { name }).or(within.getByRole("group", { name }));
}

/** Chooses somebody or something of the organisation by part of the name. */
export async function choose(within, label, text, name) {
  const box = within.getByRole("combobox", { name: label }).or(within.getByRole("textbox", { name: label }));
  await box.first().fill(text);
  await within.getByRole("option", { name }).first().click();
}

/** Uploads a file for what is asked; of an official document, its number and date too. */
export async function attach(page, requirement, name, official) {
  await page.getByLabel(`Archivo de ${requirement}`, { exact: true }).setInputFiles({ name, mimeType: "application/pdf", buffer: smallPdf(name) });
  await page.getByRole("link", { name: new RegExp(name.replaceAll(".", "\\.")) }).first().waitFor();
  if (official) await answer(page, { "Número del documento": official.number, "Fecha del documento": official.date });
}

const smallPdf = (mark) =>
  Buffer.from(
    `%PDF-1.4\n% ${mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  );

/** Looks at what was written, hands it in and keeps the receipt. */
export async function handIn(page) {
  await page.getByText(/^Guardado el/).waitFor();
  await inOrder(page);
  await send(page, "Revisar y entregar", "Entregar");
  await receipt(page);
}

/** Decides about what another handed in; what sends it back says why. */
export async function decide(page, decision, { remark, answers = {} } = {}) {
  await page.getByLabel(decision, { exact: true }).check();
  if (remark) await page.getByRole("textbox", { name: /^Observación 1/ }).fill(remark);
  await answer(page, answers);
  await inOrder(page);
  await send(page, "Revisar y enviar", decision);
  await receipt(page);
}
