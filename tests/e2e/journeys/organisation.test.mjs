import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { chooseAct, inOrder, journeyIn, openTask } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// Who coordinates writes down the units of a service and who follows whom; the law then says who acts for whom is away.
const institution = "pe-agn-00599";
const form = "Entregar el formulario del Hito 1";
const place = `/organizacion/lugares/${institution.toUpperCase()}/cargos`;

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-02-15T10:00:00-03:00")]);
  await server.open("transformacion-digital-hito-1", institution, { institution: institution.toUpperCase(), year: 2027 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function choosePerson(scope, label, text) {
  const field = scope.getByRole("combobox", { name: label }).or(scope.getByRole("textbox", { name: label }));
  await field.fill(text);
  await scope.getByRole("option", { name: text }).first().click();
}

describe.sequential("the units of a service", () => {
  test("a unit gets its posts in their order of rank, and two in one place are refused where it was written", () =>
    as("coordinacion", async (page) => {
      await page.goto(place);
      await page.getByRole("button", { name: "Crear unidad" }).click();
      const unit = page.getByRole("dialog");
      await unit.getByLabel(/^Nombre/).fill("División Jurídica");
      await unit.getByLabel(/^Código/).fill("PE-AGN-00599.JUR");
      await unit.getByLabel(/^Primer día/).fill("2027-01-01");
      await inOrder(page);
      await unit.getByRole("button", { name: "Crear la unidad" }).click();
      await unit.waitFor({ state: "hidden" });

      await chooseAct(page, "División Jurídica", "Agregar cargo");
      const post = page.getByRole("dialog");
      await post.getByLabel(/^Cargo/).fill("Jefatura jurídica");
      await choosePerson(post, /^Persona/, "Auditor/a interno · Agencia de Promoción");
      await post.getByLabel(/^Primer día/).fill("2027-01-01");
      await inOrder(page);
      await post.getByRole("button", { name: "Agregar el cargo" }).click();
      await post.waitFor({ state: "hidden" });

      await chooseAct(page, "División Jurídica", "Agregar cargo");
      const second = page.getByRole("dialog");
      expect(await second.getByLabel(/^Lugar en el orden/).inputValue()).toBe("2");
      await second.getByLabel(/^Cargo/).fill("Abogacía");
      await second.getByLabel(/^Lugar en el orden/).fill("1");
      await second.getByLabel(/^Quién lo tiene/).selectOption("institution.indicatorOfficer");
      await second.getByLabel(/^Primer día/).fill("2027-01-01");
      await second.getByRole("button", { name: "Agregar el cargo" }).click();
      await second.getByText("tienen el mismo lugar (1)").waitFor();
      await second.getByLabel(/^Lugar en el orden/).fill("2");
      await second.getByRole("button", { name: "Agregar el cargo" }).click();
      await second.waitFor({ state: "hidden" });
      await page.getByRole("table", { name: "Orden jerárquico de División Jurídica" }).getByText("2. Abogacía").waitFor();
      await inOrder(page);
    }));

  test("whoever follows in rank finds the task of the officer who is away, and the page says by which law", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/ausencias");
      await page.getByRole("button", { name: "Registrar una ausencia" }).click();
      const absence = page.getByRole("dialog", { name: "Registrar una ausencia" });
      await choosePerson(absence, /^Quién se ausenta/, "Encargado/a PMG · Agencia de Promoción");
      await absence.getByLabel(/^Primer día/).fill("2027-02-15");
      await absence.getByLabel(/^Último día/).fill("2027-02-19");
      await absence.getByLabel(/^Motivo/).fill("Feriado legal");
      await absence.getByRole("button", { name: "Registrar" }).click();
      await page.getByText("por ley le sigue en el orden jerárquico de «Departamento de Planificación y Control de Gestión» (Ley 18.834, art. 80)").waitFor();
      await inOrder(page);
      await page.goto(place);
      await page.getByText(/^Actúa Encargado\/a de indicadores .* \(S\): por ley le sigue/).waitFor();
    });
    await as(`indicadores.${institution}`, async (page) => {
      await openTask(page, form);
      await page.getByLabel(/^Cargo de quien coordina/).fill("Jefatura");
      await page.getByText(/^Guardado el/).waitFor();
    });
  });

  test("an order of substitution goes before the law", () =>
    as("coordinacion", async (page) => {
      await page.goto(place);
      await chooseAct(page, "Encargado/a PMG", "Agregar subrogante");
      const dialog = page.getByRole("dialog");
      await choosePerson(dialog, /^Persona/, "Auditor/a interno · Agencia de Promoción");
      await dialog.getByLabel(/^Decreto o resolución/).fill("Resolución exenta 12");
      await dialog.getByLabel(/^Primer día/).fill("2027-01-01");
      await inOrder(page);
      await dialog.getByRole("button", { name: "Agregar", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByText(/^Actúa Auditor\/a interno .* lugar 1 del orden de subrogancia \(Resolución exenta 12\)/).waitFor();
      await inOrder(page);
    }));

  test("a seat of a committee that goes with a post is exercised by whoever acts in that post", () =>
    as("coordinacion", async (page) => {
      await page.goto("/organizacion");
      await page.getByRole("tab", { name: "Comités" }).click();
      await page.getByRole("link", { name: "Comité de Modernización del Estado" }).click();
      await page.getByRole("button", { name: "Crear un asiento" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(/^Asiento/).fill("Agencia de Promoción");
      await dialog.getByLabel(/^Rol/).selectOption("institution.pmgOfficer");
      await dialog.getByRole("combobox", { name: /^Lugar/ }).or(dialog.getByRole("textbox", { name: /^Lugar/ })).fill("Agencia de Promoción");
      await dialog.getByRole("option", { name: "Agencia de Promoción" }).first().click();
      await dialog.getByLabel(/^Primer día/).fill("2027-01-01");
      await inOrder(page);
      await dialog.getByRole("button", { name: "Crear el asiento" }).click();
      await dialog.waitFor({ state: "hidden" });
      // The officer is away: their substitute by order sits there too.
      const seat = page.getByRole("row", { name: /^Agencia de Promoción/ });
      await seat.getByText(/^Auditor\/a interno .* \(S\)/).waitFor();
      await inOrder(page);
    }));

  test("a service passes to another ministry by law, and its notices climb through it", () =>
    as("coordinacion", async (page) => {
      await page.goto(place);
      await chooseAct(page, "Agencia de Promoción de la Inversión Extranjera", "Pasar a otro ministerio");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(/^Ministerio/).selectOption("HAC");
      await dialog.getByLabel(/^Primer día/).fill("2027-02-15");
      await dialog.getByLabel(/^Ley o decreto/).fill("Ley de traspaso");
      await inOrder(page);
      await dialog.getByRole("button", { name: "Guardar" }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByText("desde el lunes 15/02/2027 (Ley de traspaso)").waitFor();
      await inOrder(page);
      await page.goto(`/a-quien-le-llega?institucion=${institution.toUpperCase()}`);
      await page.getByText("Ministro/a · Ministerio de Hacienda").first().waitFor();
    }));
});
