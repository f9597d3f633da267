import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBrowser } from "../browser.mjs";
import { inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// What goes wrong on an ordinary day: whoever it happens to is told in words, and nothing they wrote is lost.
const form = "Entregar el formulario del Hito 1";
const proposal = "Preparar objetivos, indicadores y metas";
const [careful, hurried, removed, uploader] = ["pe-agn-00599", "ca-con-00725", "pe-agn-00600", "pe-agn-00597"];

let browser, server;
const { as, visit } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-02-15T10:00:00-03:00")]);
  for (const institution of [careful, hurried, removed]) {
    await server.open("transformacion-digital-hito-1", institution, { institution: institution.toUpperCase(), year: 2027 });
  }
  await server.open("pmg-formulacion", uploader, { institution: uploader.toUpperCase(), year: 2028 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const charge = (page) => page.getByLabel(/^Cargo de quien coordina/);
const saved = (page) => page.getByText(/^Guardado el/).waitFor();
const pdf = { name: "oficio 12.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n") };

async function fillRest(page) {
  await page.getByLabel(/^Hay un comité/).selectOption("yes");
  await page.getByLabel(/^Cuántos procedimientos/).fill("12");
  await page.getByLabel(/^Qué compromete/).fill("Digitalizar las solicitudes que llegan de regiones.");
  await saved(page);
}

describe.sequential("an ordinary day", () => {
  test.each([1280, 360])("a session that ends while somebody types asks them to enter again, and what they typed is saved, at %i pixels", (width) =>
    as(
      `pmg.${careful}`,
      async (page) => {
        await openTask(page, form);
        await charge(page).fill("Jefatura");
        await saved(page);
        await page.context().clearCookies();
        await charge(page).fill(`Jefatura de Gestión ${width}`);
        const dialog = page.getByRole("dialog", { name: "Tu sesión terminó" });
        await dialog.waitFor();
        await inOrder(page);
        await dialog.getByLabel(/^Clave/).fill("demo");
        await dialog.getByRole("button", { name: "Ingresar", exact: true }).click();
        await dialog.waitFor({ state: "hidden" });

        await saved(page);
        expect(await charge(page).inputValue()).toBe(`Jefatura de Gestión ${width}`);
        await page.reload();
        await saved(page);
        expect(await charge(page).inputValue()).toBe(`Jefatura de Gestión ${width}`);
      },
      width,
    ),
  );

  test("what is typed without a connection is kept here and goes out by itself", () =>
    as(`pmg.${careful}`, async (page) => {
      await openTask(page, form);
      await page.context().setOffline(true);
      await charge(page).fill("Jefatura sin conexión");
      await page.getByText("Sin conexión. Lo que escribes queda en este equipo y se guardará solo.").waitFor();
      await inOrder(page);
      await page.context().setOffline(false);
      await saved(page);
    }));

  test("an upload that breaks off is told, and sent again it arrives", () =>
    as(`pmg.${uploader}`, async (page) => {
      await openTask(page, proposal);
      await page.route("**/api/files*", (route) => route.abort("connectionreset"));
      await page.locator("input[type=file]").first().setInputFiles(pdf);
      await page.getByRole("button", { name: "Subir de nuevo" }).waitFor();
      await inOrder(page);
      await page.unroute("**/api/files*");
      await page.getByRole("button", { name: "Subir de nuevo" }).click();
      await page.getByRole("link", { name: /oficio 12\.pdf/ }).waitFor();
      await saved(page);
    }));

  test.each([1280, 360])("two tabs that wrote different things show both, and one is chosen, at %i pixels", (width) =>
    as(
      `pmg.${careful}`,
      async (first) => {
        await openTask(first, form);
        const second = await first.context().newPage();
        await second.clock.setFixedTime(new Date(server.now()));
        await second.goto(first.url());
        await charge(second).waitFor();
        await charge(first).fill(`Escrito en la primera, ${width}`);
        await saved(first);
        await first.getByText(/^Guardado el/).waitFor();
        await charge(second).fill(`Escrito en la segunda, ${width}`);
        await second.getByRole("alert").getByText("Otra pestaña o persona guardó un texto distinto").waitFor();
        // The panel keeps within its page: on a phone its table moves, its words and buttons do not.
        const panel = await second.getByRole("alert").boundingBox();
        const button = await second.getByRole("button", { name: "Usar lo guardado" }).boundingBox();
        expect(button.x + button.width).toBeLessThanOrEqual(panel.x + panel.width);
        await second.getByRole("cell", { name: `Escrito en la primera, ${width}` }).waitFor();
        await inOrder(second);
        await second.getByRole("button", { name: "Conservar lo de esta pestaña" }).click();
        await saved(second);
        expect(await charge(second).inputValue()).toBe(`Escrito en la segunda, ${width}`);
        await second.close();
      },
      width,
    ),
  );

  test("what was handed in one tab cannot be handed in again from another, nor from a page reached by going back", () =>
    as(`pmg.${hurried}`, async (page) => {
      await openTask(page, form);
      await charge(page).fill("Jefatura de Planificación");
      await fillRest(page);
      const stale = await page.context().newPage();
      await stale.clock.setFixedTime(new Date(server.now()));
      await stale.goto(page.url());
      await charge(stale).waitFor();
      await stale.getByRole("button", { name: "Revisar y entregar" }).click();
      // From here on that tab hears of nothing.
      await stale.route("**/api/**", (route) => (route.request().method() === "GET" ? route.abort() : route.continue()));
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);

      await stale.getByRole("button", { name: "Entregar", exact: true }).click();
      await stale.getByRole("alert").getByText(/ya se cerró|ya se entregó|Ya la/i).waitFor();
      await inOrder(stale);
      await stale.unroute("**/api/**");
      await stale.reload();
      await stale.getByText("Folio", { exact: true }).waitFor();
      expect(await stale.getByRole("button", { name: "Revisar y entregar" }).count()).toBe(0);
      await stale.close();

      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "Mis tareas" }).waitFor();
      await page.goForward();
      await page.getByText("Folio", { exact: true }).waitFor();
      expect(await page.getByRole("button", { name: "Revisar y entregar" }).count()).toBe(0);
      await page.reload();
      await page.getByText("Folio", { exact: true }).waitFor();
      await inOrder(page);
    }));

  test("a post that ends while its holder writes is told, and the text stays on the page", () =>
    as(`pmg.${removed}`, async (page) => {
      await openTask(page, form);
      await charge(page).fill("Jefatura");
      await saved(page);
      const coordinator = await enterApi(server.url, "coordinacion");
      const posts = await coordinator(`/api/organisation/appointments?person=pmg.${removed}&pageSize=200`);
      const post = posts.items.find((one) => one.personId === `pmg.${removed}`);
      await coordinator(`/api/organisation/appointments/${post.id}/end`, { lastDay: "2027-02-14", reason: "Dejó el servicio" });

      await charge(page).fill("Jefatura de Gestión");
      await page.getByRole("alert").getByText("Esta tarea ya no es tuya").waitFor();
      expect(await charge(page).inputValue()).toBe("Jefatura de Gestión");
      await inOrder(page);
    }));

  test("a list of people with formulas and in Latin-1 is refused by row, and mended it invites each one, whose link serves once", async () => {
    await as("administracion", async (page) => {
      await page.goto("/organizacion/importar");
      const list = (name) => Buffer.from(`id;name;email;role;scope\nnueva;${name};nueva@example.cl;institution.pmgOfficer;PE-AGN-00597\n`, "latin1");
      const choose = (buffer) => page.locator("input[type=file]").setInputFiles({ name: "personas.csv", mimeType: "text/csv", buffer });
      await choose(list("=1+1"));
      await page.getByRole("button", { name: "Revisar sin cambiar nada" }).click();
      await page.getByRole("alert").getByText(/Fila 2: «=1\+1» empieza con «=»/).waitFor();
      await inOrder(page);
      await choose(list("Persona Ñandú"));
      await page.getByRole("button", { name: "Revisar sin cambiar nada" }).click();
      await page.getByText("Vista previa: todavía no cambió nada").waitFor();
      await page.getByRole("button", { name: "Importar", exact: true }).click();
      await page.getByText("Importar personas y cargos: terminado").waitFor();
      await inOrder(page);
    });
    const invitation = await vi.waitFor(
      () => server.mails().find((mail) => mail.to.includes("nueva@example.cl")) ?? expect.fail("No invitation yet."),
      { timeout: 30_000, interval: 200 },
    );
    expect(invitation.text).toContain("Persona Ñandú");
    const link = /\/cuenta\/clave#\S+/.exec(invitation.text)[0];

    const page = await visit(360);
    await page.goto(link);
    await page.getByLabel(/^Clave nueva/).fill("cinco lápices de colores");
    await page.getByLabel(/^Repite/).fill("cinco lápices de colores");
    await page.getByRole("button", { name: "Guardar mi clave" }).click();
    await page.getByText(/^Tu clave quedó lista/).waitFor();
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByText(/^Este enlace ya se usó/).waitFor();
    await inOrder(page);
    await page.context().close();
  });

  test("a mail leaves again by decision, and a recurring duty rests with a reason and goes on", () =>
    as("coordinacion", async (page) => {
      await page.goto("/correos");
      await page.getByRole("link", { name: /Preparar objetivos/ }).first().click();
      await page.getByRole("button", { name: "Enviar otra vez" }).click();
      await page.getByLabel(/^Motivo/).fill("Dice que no le llegó.");
      await page.getByRole("dialog").getByRole("button", { name: "Enviar otra vez" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await inOrder(page);
      await vi.waitFor(() => expect(server.mails().filter((mail) => mail.subject.includes(proposal)).length).toBeGreaterThan(1), { timeout: 30_000, interval: 200 });

      await page.goto("/programador");
      for (const [act, state] of [["Pausar", "En pausa"], ["Reanudar", "Activa"]]) {
        await page.getByRole("button", { name: /^Más sobre Resumen/ }).click();
        await page.getByRole("menuitem", { name: act }).click();
        await page.getByLabel(/^Motivo/).fill("El servidor de correo está en mantención.");
        await page.getByRole("dialog").getByRole("button", { name: act }).click();
        await page.getByRole("row", { name: /Resumen/ }).getByText(state).waitFor();
      }
      await inOrder(page);
    }));
});
