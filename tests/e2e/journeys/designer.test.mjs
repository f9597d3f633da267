import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { bring, node, said, saved, show } from "../drawing.mjs";
import { inOrder, journeyIn } from "../journey.mjs";
import { enterApi, openServerAt, program } from "../server.mjs";

// What coordinators do around a drawing: find a step, put it on paper, bring what others drew, and go on when something goes wrong.
let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-08-17T10:00:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const more = async (page, act) => {
  await page.getByRole("button", { name: "Más sobre el flujo" }).click();
  await page.getByRole("menuitem", { name: act }).click();
};

const create = async (page, name) => {
  await page.getByRole("button", { name: "Crear el borrador" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
};

const sample = (name) => new URL(`../../../samples/${name}.json`, import.meta.url).pathname;
const fileWith = (content) => {
  const path = join(mkdtempSync(join(tmpdir(), "workflows-file-")), "flujo.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

describe("a long flow", () => {
  test("shows the step that somebody looks for by the words it bears, by keyboard alone", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/pmg-formulacion");
      await node(page, "Inicio").focus();
      await page.keyboard.press("b");
      await page.keyboard.type("comité técnico");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      const found = await page.getByRole("complementary", { name: "Lo elegido" }).getByRole("textbox", { name: "Nombre del paso" }).inputValue();
      expect(found).toMatch(/Comité/);
      expect(await node(page, found).first().evaluate((element) => element.getBoundingClientRect().left)).toBeGreaterThan(0);
      await inOrder(page);
    });
  });

  test("stands on paper in strips that can be read, and every step in its list", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/pmg-formulacion");
      await node(page, "Inicio").waitFor();
      await page.evaluate(() => {
        window.print = () => {};
      });
      await more(page, "Imprimir o guardar en PDF");
      await page.locator(".on-paper").waitFor({ state: "attached" });
      await page.emulateMedia({ media: "print" });
      await page.locator(".on-paper").getByRole("heading", { level: 1, name: "Formulación PMG" }).waitFor();
      expect(await page.locator(".on-paper > svg").count()).toBeGreaterThan(1);
      expect(await page.locator("header").first().isVisible()).toBe(false);
      const steps = (await (await enterApi(server.url, "coordinacion"))("/api/definitions/pmg-formulacion")).document.root.activities;
      expect(await page.locator(".on-paper tbody tr").count()).toBe(steps.length);
      if (process.env.LOOK) await page.screenshot({ path: new URL("../../../artifacts/look/flujo-en-papel.png", import.meta.url).pathname, fullPage: true });
    });
  });

  test("goes out as one picture that stands alone", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/pmg-formulacion");
      await node(page, "Inicio").waitFor();
      const download = page.waitForEvent("download");
      await more(page, "Descargar el dibujo (SVG)");
      const drawn = readFileSync(await (await download).path(), "utf8");
      expect(drawn).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(drawn).toContain("<title>Formulación PMG</title>");
      expect(drawn).not.toContain("var(");
    });
  });
});

describe("the panel of a step", () => {
  test("shows the mail that a step would send, and whom each level of a deadline would reach today", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/pmg-formulacion");
      await show(page, "Lista");
      const panel = page.getByRole("complementary", { name: "Lo elegido" });
      await page.getByRole("button", { name: "Avisar a la institución", exact: true }).first().click();
      await panel.getByText("Cómo se leería el correo").click();
      await panel.getByRole("article", { name: "El correo, como se leería" }).getByText("no es una notificación legal").waitFor();
      await inOrder(page);
      await page.getByRole("button", { name: "Revisión del ministerio", exact: true }).first().click();
      await panel.getByRole("tab", { name: "Avisos" }).click();
      await panel.getByText("A quién llegaría en una institución").click();
      await panel.getByRole("combobox", { name: /^Lugar/ }).or(panel.getByRole("textbox", { name: /^Lugar/ })).first().fill("Tesorería");
      await panel.getByRole("option", { name: /Tesorerías/ }).first().click();
      await panel.getByText(/^Hoy llegaría a/).first().waitFor();
      await inOrder(page);
    });
  });
});

describe("a file of another system", () => {
  test("is edited and taken along, and runs with the command line", async () => {
    await as("coordinacion", async (page) => {
      await bring(page, sample("decision-si"), "Decisión con recados");
      await create(page, "Decisión con recados");
      await show(page, "Lista");
      await page.getByRole("button", { name: "¿Cumple?", exact: true }).first().click();
      await page.getByRole("complementary", { name: "Lo elegido" }).getByRole("textbox", { name: "Nombre del paso" }).fill("¿Cumple con todo?");
      await said(page, "El paso se llama ahora «¿Cumple con todo?».");
      await saved(page);
      const download = page.waitForEvent("download");
      await more(page, "Descargar el archivo");
      const file = fileWith(readFileSync(await (await download).path(), "utf8"));
      const expected = JSON.parse(readFileSync(sample("decision-si.expected"), "utf8"));
      const run = JSON.parse(execFileSync("dotnet", [program, "run", file, "--json", "--input", "cumple=true"], { encoding: "utf8" }));
      expect(run.status).toBe("Finished");
      expect(run.output).toEqual(expected.output ?? run.output);
    });
  });

  test("says what of it is not used here, and keeps it", async () => {
    const foreign = JSON.parse(readFileSync(sample("decision-si"), "utf8"));
    foreign.root.activities.push({ id: "ajeno", type: "Elsa.ForEach", version: 1, metadata: { displayText: "Por cada servicio" }, items: { typeName: "Object", expression: { type: "Literal", value: "[1]" } } });
    await as("coordinacion", async (page) => {
      await bring(page, fileWith(foreign), "De Elsa");
      await create(page, "De Elsa");
      await page.getByRole("tab", { name: "De otro sistema (1)" }).click();
      await page.getByRole("tabpanel").getByText("«Elsa.ForEach»").waitFor();
      await page.getByRole("tabpanel").getByText("En «Por cada servicio».").waitFor();
      await inOrder(page);
      const download = page.waitForEvent("download");
      await more(page, "Descargar el archivo");
      const taken = JSON.parse(readFileSync(await (await download).path(), "utf8"));
      expect(taken.root.activities.find(({ id }) => id === "ajeno")).toMatchObject(foreign.root.activities.at(-1));
    });
  });

  test("names a role that does not exist here, and somebody says who takes its place", async () => {
    const coordinator = await enterApi(server.url, "coordinacion");
    const { document } = await coordinator("/api/definitions/pmg-formulacion");
    const foreign = JSON.parse(JSON.stringify(document).replaceAll('"institution.pmgOfficer"', '"institution.otroCargo"'));
    await as("coordinacion", async (page) => {
      await bring(page, fileWith(foreign), "Con otro cargo");
      await page.getByRole("group", { name: "Quién toma el lugar de lo que aquí no existe" }).waitFor();
      await inOrder(page);
      await page.getByRole("combobox", { name: /^En lugar del rol «institution.otroCargo»/ }).fill("encargado");
      await page.getByRole("option", { name: /^Encargado\/a PMG/ }).first().click();
      await create(page, "Con otro cargo");
      await saved(page);
    });
    const stored = await coordinator("/api/definitions/con-otro-cargo?version=1");
    expect(JSON.stringify(stored.document)).not.toContain("institution.otroCargo");
  });

  test.each([
    ["too large", " ".repeat(4 * 1024 * 1024 + 1), "El archivo pesa más de 4 MB"],
    ["no flow", "[1, 2]", "El archivo no es el dibujo de un flujo"],
    ["no JSON", "<html>", "El archivo no es el dibujo de un flujo"],
  ])("that is %s is refused in words", async (_, content, words) => {
    await as("coordinacion", async (page) => {
      await bring(page, fileWith(content), "Nada");
      await page.getByText(words).waitFor();
      expect(await page.getByRole("button", { name: "Crear el borrador" }).isDisabled()).toBe(true);
    });
  });
});

describe.sequential("what is copied", () => {
  test("asks who takes the place of a role that is gone, and pastes with it", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/pmg-formulacion");
      await node(page, "Inicio").waitFor();
      await page.evaluate(() =>
        sessionStorage.setItem("workflows.copied-steps", JSON.stringify({
          activities: [{ id: "visto", name: "visto", type: "Workflows.Review", version: 1, metadata: { displayText: "Visto bueno" }, role: { typeName: "String", expression: { type: "Literal", value: "cargo.suprimido" } } }],
          arrows: [], facts: [{ id: "nuevo", name: "datoNuevo", typeName: "Object" }],
        })));
      await node(page, "Inicio").focus();
      await page.keyboard.press("ControlOrMeta+v");
      const dialog = page.getByRole("dialog", { name: "Pegar los pasos" });
      await dialog.getByRole("combobox", { name: /cargo.suprimido/ }).fill("Ministro");
      await dialog.getByRole("option", { name: /^Ministro/ }).first().click();
      await inOrder(page);
      await dialog.getByRole("button", { name: "Pegar", exact: true }).click();
      await said(page, "Se pegó un paso. Todavía nada llega a lo pegado. El flujo guarda ahora «datoNuevo».");
      await page.getByRole("button", { name: "Deshacer" }).click();
      await said(page, "Se deshizo el último cambio.");
    });
  });
});

describe.sequential("when something goes wrong", () => {
  test("twenty edits without a connection are kept, and arrive when it is back", async () => {
    await as("coordinacion", async (page) => {
      await bring(page, sample("decision-si"), "Sin conexión");
      await create(page, "Sin conexión");
      await show(page, "Lista");
      await page.getByRole("button", { name: "¿Cumple?", exact: true }).first().click();
      const name = page.getByRole("complementary", { name: "Lo elegido" }).getByRole("textbox", { name: "Nombre del paso" });
      await page.route("**/api/definitions/*/draft", (route) => route.abort());
      for (let edit = 1; edit <= 20; edit++) await name.fill(`Intento ${edit}`);
      await page.getByText(/^Sin conexión con el servidor: tus cambios quedan en este navegador/).waitFor();
      await page.unroute("**/api/definitions/*/draft");
      await saved(page);
    });
    const { document } = await (await enterApi(server.url, "coordinacion"))("/api/definitions/sin-conexion?version=1");
    expect(document.root.activities.map((one) => one.metadata.displayText)).toContain("Intento 20");
  });

  test("a session that ends asks to enter again over the drawing, and what was drawn is saved", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/sin-conexion");
      await show(page, "Lista");
      await page.getByRole("button", { name: "Intento 20", exact: true }).first().click();
      await page.context().clearCookies();
      await page.getByRole("complementary", { name: "Lo elegido" }).getByRole("textbox", { name: "Nombre del paso" }).fill("Después de la sesión");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(/^Clave/).fill("demo");
      await dialog.getByRole("button", { name: "Ingresar", exact: true }).click();
      await saved(page);
    });
    const { document } = await (await enterApi(server.url, "coordinacion"))("/api/definitions/sin-conexion?version=1");
    expect(document.root.activities.map((one) => one.metadata.displayText)).toContain("Después de la sesión");
  });
});
