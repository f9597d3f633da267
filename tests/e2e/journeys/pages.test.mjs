import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityProblems, enter, isWiderThanScreen, openBrowser, openPage, picture, untilDrawn } from "../browser.mjs";

// Every page, at a desk and on a phone: nothing axe complains about, nothing to scroll sideways, no error in the console.
const server = inject("server");
const institution = "pmg.pe-agn-00599";

const pagesOf = {
  [institution]: ["/tareas", "/procesos", "/cuenta", "/cuenta/datos", "/mi-calendario"],
  coordinacion: [
    "/coordinacion", "/procesos", "/etapas", "/etapas/abrir", "/etapas/pmg-formulacion/2027", "/correos", "/programador", "/avisos-retenidos", "/no-salio", "/ausencias",
    "/a-quien-le-llega", "/plazos", "/calendario", "/calendario?anio=2026&mes=12", "/calendario/propuestas", "/prorrogas", "/trabajos", "/compromisos", "/piezas",
  ],
  administracion: [
    "/organizacion", "/organizacion?ver=por-confirmar", "/organizacion/lugares/PE-AGN-00599/cargos", "/organizacion/lugares/PE-SER-00102/cargos", "/organizacion/personas/pmg.pe-agn-00599/cargos", "/organizacion/importar", "/organizacion/comites/modernizacion/asientos", "/organizacion/lugares/15/cargos",
    "/organizacion/claves", "/organizacion/lecturas", "/organizacion/separacion", "/proteccion-de-datos", "/calendario",
  ],
  "subsecretario.eco": ["/alertas", "/semana", "/tareas", "/cuenta"],
  "gabinete.eco": ["/semana", "/alertas"],
};

// Of whoever the manual tells it to: others have the same address with less on it.
const pictures = {
  [institution]: { "/tareas": "mis-tareas" },
  coordinacion: { "/etapas/pmg-formulacion/2027": "etapa", "/correos": "correos", "/programador": "programador", "/calendario": "calendario" },
};

let browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

describe.each([1280, 360])("at %i pixels", (width) => {
  test.each(["/", "/ingresar", "/mis-datos", "/servidor", "/no-existe"])("before entering, %s is in order", async (address) => {
    const page = await openPage(browser, server, width);
    await page.goto(address);
    await isInOrder(page);
    await page.context().close();
  });

  test.each(Object.keys(pagesOf))("what %s sees is in order", async (person) => {
    const page = await openPage(browser, server, width);
    await enter(page, `${person}@example.cl`);
    const broken = [];
    page.on("pageerror", (error) => broken.push(String(error)));
    for (const address of pagesOf[person]) {
      await page.goto(address);
      await isInOrder(page, address);
      if (width === 1280 && pictures[person]?.[address]) await picture(page, pictures[person][address]);
    }
    expect(broken).toEqual([]);
    await page.context().close();
  });
});

test("a process shows its drawing, the same as a list, and its history", async () => {
  const page = await openPage(browser, server);
  await enter(page, "coordinacion@example.cl");
  await page.goto("/procesos");
  await page.getByLabel("Buscar institución o proceso").fill("Inversión Extranjera");
  await page.getByRole("link", { name: /Promoción de la Inversión Extranjera/ }).last().click();
  await page.getByRole("heading", { level: 1, name: /Formulación PMG/ }).waitFor();
  await page.locator(".react-flow__node").first().waitFor();
  await isInOrder(page, "a process");
  await picture(page, "proceso");
  await page.context().close();
});

test("an institution reaches its task and saves what it writes by keyboard alone", async () => {
  const page = await openPage(browser, server);
  await page.goto("/ingresar");
  await page.keyboard.press("Tab");
  await tabTo(page, (at) => at.name === "email" || at.label.startsWith("Correo"));
  await page.keyboard.type(`${institution}@example.cl`);
  await page.keyboard.press("Tab");
  await page.keyboard.type("demo");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Mis tareas" }).waitFor();

  await tabTo(page, (at) => at.tag === "A" && at.text.startsWith("Preparar objetivos"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Preparar objetivos, indicadores y metas" }).waitFor();
  await tabTo(page, (at) => at.tag === "TEXTAREA" || (at.tag === "INPUT" && at.label !== ""));
  await page.keyboard.type("Con dos reuniones y una consulta escrita.");
  await page.getByText(/^Guardado el/).waitFor();
  await page.context().close();
});

test.each([1280, 360])("the menu of a coordinator opens, leaves and closes by keyboard at %i pixels", async (width) => {
  const page = await openPage(browser, server, width);
  await enter(page, "coordinacion@example.cl");
  // A page opened by its address leaves the focus alone; one reached from another takes it to its content.
  await page.goto("/etapas");
  await page.getByRole("heading", { level: 1, name: "Etapas" }).waitFor();
  const group = page.getByRole("button", { name: "Avisos", includeHidden: true });
  // A phone has the menu behind one button of the header.
  const openMenu = () => (width === 360 ? page.getByRole("button", { name: "Menú", exact: true }).press("Enter") : undefined);
  await openMenu();
  await group.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.textContent)).toBe("Avisos retenidos");
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await isWiderThanScreen(page)).toBe(false);

  await page.keyboard.press("Escape");
  expect(await group.getAttribute("aria-expanded")).toBe("false");
  expect(await page.evaluate(() => document.activeElement.textContent)).toBe("Avisos");

  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Correos" }).click();
  await page.getByRole("heading", { level: 1, name: "Correos" }).waitFor();
  expect(await group.getAttribute("aria-expanded")).toBe("false");
  await page.context().close();
});

test.each([1280, 360])("the search finds a process by part of its institution's name, and Enter goes there, at %i pixels", async (width) => {
  const page = await openPage(browser, server, width);
  await enter(page, "coordinacion@example.cl");
  // Their first page takes the focus when it comes.
  await page.getByRole("heading", { level: 1, name: /tu decisión/ }).waitFor();
  await untilDrawn(page);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("searchbox", { name: "Buscar" }).or(page.getByRole("textbox", { name: "Buscar" }));
  await box.fill("inversión extr");
  await page.getByRole("dialog").getByText("Agencia de Promoción de la Inversión Extranjera").first().waitFor();
  // The lists answer one by one; the last of them is there.
  await page.getByRole("dialog").getByText("PE-AGN-00599", { exact: true }).waitFor();
  await isInOrder(page, "the search");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Inversión Extranjera/ }).waitFor();
  await page.context().close();
});

test("high contrast is chosen in one's menu, stays on that machine, and is in order", async () => {
  const page = await openPage(browser, server);
  await enter(page, "coordinacion@example.cl");
  // Going on to their first page closes the menu.
  await page.getByRole("heading", { level: 1, name: /tu decisión/ }).waitFor();
  await page.getByRole("button", { name: /^Tu menú/ }).click();
  await page.getByLabel("Alto contraste").check({ force: true });
  await isInOrder(page, "the menu of a person, in high contrast");
  for (const address of ["/coordinacion", "/etapas/pmg-formulacion/2027", "/calendario"]) {
    await page.goto(address);
    expect(await page.locator("html").getAttribute("data-contrast")).toBe("more");
    await isInOrder(page, address);
  }
  await page.context().close();
});

test("a page has its heading from the first paint, while its code and its answer are still on the way", async () => {
  const page = await openPage(browser, server);
  await enter(page, "coordinacion@example.cl");
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route("**/assets/MailsPage*", async (route) => {
    await held;
    await route.continue();
  });

  await page.goto("/correos", { waitUntil: "commit" });
  await page.locator("[data-waiting]").first().waitFor({ state: "attached" });
  expect(await page.locator("h1").count()).toBe(1);
  expect(await accessibilityProblems(page)).toEqual([]);
  answer();
  await page.getByRole("heading", { level: 1, name: "Correos" }).waitFor();
  await page.context().close();
});

test("whoever has a task reads the very notices that would leave, before anybody is told", async () => {
  const page = await openPage(browser, server, 360);
  await enter(page, `${institution}@example.cl`);
  await page.locator('a[href^="/tareas/"]').first().click();
  await page.getByText("Qué pasa si no se hace").click();
  const notices = page.getByRole("region", { name: "Avisos que saldrán" });
  await notices.locator("summary").last().click();

  await notices.getByText("Este aviso no es una notificación legal.").last().waitFor();
  await isInOrder(page);
  await page.context().close();
});

test("a deadline is read as sentences, corrected in its blanks and proposed for what is open", async () => {
  const page = await openPage(browser, server);
  await enter(page, "coordinacion@example.cl");
  await page.goto("/plazos");
  await page.getByLabel("Si la tarea se abriera el").fill("2026-09-01");
  await page.getByLabel("Año del proceso").fill("2027");
  await page.getByText("vence el viernes 30 de octubre de 2026").waitFor();

  await page.getByLabel("Qué día del año: día").fill("29");
  await page.getByText("vence el jueves 29 de octubre de 2026").waitFor();
  await isInOrder(page);
  await page.evaluate(() => scrollTo(0, 0));
  await picture(page, "plazo-como-frase");
  await page.getByLabel(/^Para las tareas que ya están abiertas/).check();
  await page.getByRole("button", { name: "Proponer para las tareas abiertas" }).click();
  await page.getByLabel("Motivo").fill("La circular adelantó el plazo un día.");
  await page.getByRole("button", { name: "Proponer el cambio" }).click();

  await page.getByText("Plazo corregido de «Preparar objetivos, indicadores y metas».").waitFor();
  await page.getByText("La circular adelantó el plazo un día.").waitFor();
  await isInOrder(page);
  await page.context().close();
});

async function isInOrder(page, address) {
  await untilDrawn(page);
  expect(await accessibilityProblems(page), address).toEqual([]);
  expect(await isWiderThanScreen(page), `${address} is wider than the screen`).toBe(false);
}

/** Presses Tab until the focus is on what is looked for; a page that hides it from the keyboard never gets there. */
async function tabTo(page, isIt) {
  for (let presses = 0; presses < 80; presses++) {
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      return { tag: element.tagName, name: element.getAttribute("name") ?? "", text: element.textContent ?? "", label: element.labels?.[0]?.textContent ?? "" };
    });
    if (isIt(at)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Eighty presses of Tab did not reach it.");
}
