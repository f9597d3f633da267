import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { picture, openBrowser } from "../browser.mjs";
import { bring, node, said, saved, show } from "../drawing.mjs";
import { inOrder, journeyIn } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// Coordinators draw a flow, and another person publishes it.
let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-08-17T10:00:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the flow is now, as the server keeps it. */
async function stored(definitionId) {
  const coordinator = await enterApi(server.url, "coordinacion");
  const { items } = await coordinator(`/api/definitions?definitionId=${definitionId}&pageSize=200`);
  return coordinator(`/api/definitions/${definitionId}?version=${Math.max(...items.map((one) => one.version))}`);
}

describe.sequential("a deadline that changes", () => {
  let publication;

  test("is proposed in six actions, each with what it means", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/pmg-formulacion");
      await page.getByText("Nada impide publicar este flujo.").or(page.getByText("Aviso").first()).waitFor();
      await inOrder(page);
      await picture(page, "flujo-lienzo");
      await show(page, "Lista");
      await page.getByRole("button", { name: "Revisión del ministerio", exact: true }).first().click();
      await page.getByRole("tab", { name: "Plazo" }).click();
      await page.getByRole("tabpanel", { name: "Plazo" }).getByLabel(/días hábiles/i).first().fill("9");
      await said(page, "Cambió «Plazo» de «Revisión del ministerio».");
      await saved(page);
      await page.getByRole("tab", { name: /^Cambios contra la versión 1/ }).waitFor();
      await page.getByRole("button", { name: "Proponer publicación" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Cambió «Revisión del ministerio».").waitFor();
      await dialog.getByLabel(/^Motivo/).fill("Acuerdo del Comité Técnico");
      await inOrder(page);
      await dialog.getByRole("button", { name: "Proponer", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Publicar «Formulación PMG», versión 2" }).waitFor();
      await page.getByText("Quien propone no publica").waitFor();
      await inOrder(page);
      publication = new URL(page.url()).pathname;
    });
  });

  test("is read and published by a second person, and new processes run with it", async () => {
    await as("administracion", async (page) => {
      await page.goto(publication);
      await page.getByText("Cambió «Revisión del ministerio».").waitFor();
      await page.getByRole("group", { name: /^Dibujo de la versión/ }).getByText("Revisión del ministerio").waitFor();
      await picture(page, "flujo-publicar");
      await page.getByRole("button", { name: "Aprobar y publicar" }).click();
      await page.getByRole("dialog").getByLabel(/^Motivo/).fill("Conforme");
      await page.getByRole("dialog").getByRole("button", { name: "Aprobar y publicar" }).click();
      await page.getByText("Publicada", { exact: true }).first().waitFor();
      await inOrder(page);
    });
    expect((await stored("pmg-formulacion")).summary.state).toBe("Published");
  });

  test("stands in the comparison of the two versions", async () => {
    await as("auditoria", async (page) => {
      await page.goto("/flujos/pmg-formulacion");
      await node(page, "Inicio").waitFor();
      await page.locator(".designer").getByText("Solo lectura").waitFor();
      expect(await page.getByRole("button", { name: "Proponer publicación" }).count()).toBe(0);
      expect(await page.getByRole("region", { name: "Pasos que puedes agregar" }).count()).toBe(0);
      await inOrder(page);
      await page.goto("/flujos/pmg-formulacion/versiones");
      await page.getByText("Cambió «Revisión del ministerio».").waitFor();
      await inOrder(page);
    });
  });
});

describe.sequential("a flow from an empty sheet", () => {
  const steps = ["Pedir un entregable", "Revisar", "Revisar", "Invitar a comentar", "Decidir en cuerpo", "Dejar constancia", "Avisar", "Redactar un documento"];

  test("is built of eight steps by mouse", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos");
      await inOrder(page);
      await page.getByRole("button", { name: "Nuevo flujo" }).click();
      await page.getByLabel(/^Cómo se llama/).fill("Aprobación con ratón");
      await page.getByRole("button", { name: "Crear el borrador" }).click();
      await page.getByRole("heading", { level: 1, name: "Aprobación con ratón" }).waitFor();
      await node(page, "Inicio").click();
      for (const step of steps) {
        await page.getByRole("button", { name: step, exact: true }).click();
        await said(page, /va ahora después de/);
      }
      await page.getByRole("button", { name: "Ordenar" }).click();
      await said(page, "El dibujo quedó ordenado.");
      await saved(page);
      await inOrder(page);
    });
    const { document } = await stored("aprobacion-con-raton");
    expect(document.root.activities).toHaveLength(10);
    expect(document.root.connections).toHaveLength(9);
  });

  test("is built of eight steps by keyboard alone", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos");
      await page.getByRole("button", { name: "Nuevo flujo" }).focus();
      await page.keyboard.press("Enter");
      await page.getByLabel(/^Cómo se llama/).waitFor();
      await page.keyboard.type("Aprobación con teclas");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Aprobación con teclas" }).waitFor();
      await node(page, "Inicio").focus();
      await page.keyboard.press(" ");
      await page.keyboard.press("p");
      for (const step of steps) {
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.type(step);
        await page.keyboard.press("Enter");
        await said(page, `«${step}`);
      }
      await saved(page);
    });
    const { document } = await stored("aprobacion-con-teclas");
    expect(document.root.activities).toHaveLength(10);
    expect(document.root.connections).toHaveLength(9);
  });

  test("keeps what was moved by keys through a reload, and takes it back in one", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/aprobacion-con-teclas");
      const before = (await stored("aprobacion-con-teclas")).document.root.activities.find((one) => one.id === "termino").metadata.designer.position;
      await node(page, "Término").focus();
      for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
      await said(page, "Se movió un paso.");
      await page.reload();
      // Either the server got it in time, or the browser kept it.
      await page.getByRole("button", { name: "Recuperar mis cambios" }).or(page.getByRole("button", { name: "Ordenar" })).first().waitFor();
      if (await page.getByRole("button", { name: "Recuperar mis cambios" }).isVisible()) await page.getByRole("button", { name: "Recuperar mis cambios" }).click();
      await page.getByRole("button", { name: "Ordenar" }).waitFor();
      await expect.poll(async () => (await stored("aprobacion-con-teclas")).document.root.activities.find((one) => one.id === "termino").metadata.designer.position, { timeout: 30_000 })
        .toEqual({ x: before.x + 40, y: before.y + 20 });
      await node(page, "Término").focus();
      for (const key of ["ArrowLeft", "ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
      await page.getByRole("button", { name: "Deshacer" }).click();
      await said(page, "Se deshizo el último cambio.");
      await saved(page);
      expect((await stored("aprobacion-con-teclas")).document.root.activities.find((one) => one.id === "termino").metadata.designer.position).toEqual({ x: before.x + 40, y: before.y + 20 });
    });
  });
});

describe.sequential("a flow that comes as a file", () => {
  const file = new URL("../../../samples/decision-si.json", import.meta.url).pathname;

  test("is brought, changed and taken along again, with what it had", async () => {
    await as("coordinacion", async (page) => {
      await bring(page, file, "Traído de un archivo");
      await page.getByRole("button", { name: "Crear el borrador" }).click();
      await page.getByRole("heading", { level: 1, name: "Traído de un archivo" }).waitFor();
      await show(page, "Lista");
      await inOrder(page);
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Más sobre el flujo" }).click();
      await page.getByRole("menuitem", { name: "Descargar el archivo" }).click();
      const taken = JSON.parse(readFileSync(await (await download).path(), "utf8"));
      const brought = JSON.parse(readFileSync(file, "utf8"));
      expect(taken.root.activities.map(({ id, type }) => [id, type])).toEqual(brought.root.activities.map(({ id, type }) => [id, type]));
      expect(taken.root.connections).toHaveLength(brought.root.connections.length);
    });
  });
});

describe.sequential("two who draw at once", () => {
  test("see what each would change of the other before anything is lost", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/flujos/aprobacion-con-raton");
      await show(page, "Lista");
      await page.getByRole("button", { name: "Avisar", exact: true }).first().waitFor();
      await as("administracion", async (other) => {
        await other.goto("/flujos/aprobacion-con-raton");
        await show(other, "Lista");
        await other.getByRole("button", { name: "Más sobre Avisar" }).click();
        await other.getByRole("menuitem", { name: "Quitar Avisar" }).click();
        await saved(other);
      });
      await page.getByRole("button", { name: "Más sobre Invitar a comentar" }).click();
      await page.getByRole("menuitem", { name: "Quitar Invitar a comentar" }).click();
      const dialog = page.getByRole("dialog", { name: "No se guardó: revisa antes de seguir" });
      await dialog.getByText("Se agregó «Avisar» (Avisar).").waitFor();
      // Closing the question loses nothing: it comes again with the next edit.
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Más sobre Dejar constancia" }).click();
      await page.getByRole("menuitem", { name: "Quitar Dejar constancia" }).click();
      await dialog.getByText("Se agregó «Avisar» (Avisar).").waitFor();
      await inOrder(page);
      await dialog.getByRole("button", { name: "Guardar lo mío encima" }).click();
      await saved(page);
    });
    const { document } = await stored("aprobacion-con-raton");
    expect(document.root.activities.map((one) => one.metadata.displayText)).toContain("Avisar");
    expect(document.root.activities.map((one) => one.metadata.displayText)).not.toContain("Invitar a comentar");
  });
});
