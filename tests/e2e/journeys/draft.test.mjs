import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { inOrder, journeyIn } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// A draft is of several people: whose it is, what they say of it, how an earlier version comes back.
let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url }));
const flow = "informe-contingencia";

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-08-17T10:00:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The newest version, as the server keeps it. */
async function newest() {
  const coordinator = await enterApi(server.url, "coordinacion");
  const { items } = await coordinator(`/api/definitions?definitionId=${flow}&pageSize=200`);
  return coordinator(`/api/definitions/${flow}?version=${Math.max(...items.map((one) => one.version))}`);
}

describe.sequential("a draft", () => {
  test("that is begun in the page of deadlines is the one that the designer shows", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/plazos");
      await page.getByLabel("Flujo", { exact: true }).selectOption(flow);
      await page.getByLabel("Etapa", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Guardar el borrador" }).click();
      await page.getByText(/^El borrador de «.*» quedó guardado\.$/).waitFor();
      await inOrder(page);
      await page.goto(`/flujos/${flow}`);
      await page.getByText("Borrador, versión 2").waitFor();
    });
  });

  test("says in the list who saved it", async () => {
    await as("administracion", async (page) => {
      await page.goto("/flujos");
      await page.getByText(/^Lo guardó Coordinador\/a de flujos, lunes 17\/08\/2026 a las \d\d:\d\d horas$/).waitFor();
      await inOrder(page);
    });
  });

  test("that somebody saved meanwhile is not written over from the page of deadlines, and what was typed stays", async () => {
    await as("coordinacion", async (page) => {
      await page.goto("/plazos");
      await page.getByLabel("Flujo", { exact: true }).selectOption(flow);
      await page.getByLabel("Etapa", { exact: true }).waitFor();
      const administration = await enterApi(server.url, "administracion");
      const { eTag } = await newest();
      await administration(`/api/definitions/${flow}/restore`, { version: 1, reason: "Para probar" }, { "If-Match": eTag });
      await page.getByRole("button", { name: "Guardar el borrador" }).click();
      await page.getByText(/^Otra persona guardó/).waitFor();
      await page.getByText("Tus cambios siguen en esta página.").waitFor();
      await inOrder(page);
      await page.getByRole("button", { name: "carga lo que se guardó, sin mis cambios" }).click();
      await page.getByText("Tus cambios siguen en esta página.").waitFor({ state: "detached" });
    });
  });

  test("is commented at a step by one, answered by another, and the comment outlives its step", async () => {
    await as("coordinacion", async (page) => {
      await page.goto(`/flujos/${flow}`);
      await page.getByRole("tab", { name: /^Comentarios/ }).click();
      await page.getByLabel("Comentario sobre el flujo").fill("¿Lo usamos también para sequías?");
      await page.getByRole("button", { name: "Comentar", exact: true }).click();
      await page.getByText("¿Lo usamos también para sequías?").waitFor();
      await page.locator(".react-flow__node").nth(1).click();
      await page.getByLabel(/^Comentario sobre «/).fill("Este paso sobra.");
      await page.getByRole("button", { name: "Comentar", exact: true }).click();
      await page.getByRole("tab", { name: "Comentarios (2)" }).waitFor();
      await inOrder(page);
      await picture(page, "flujo-comentarios");
    });
    await as("administracion", async (page) => {
      await page.goto(`/flujos/${flow}`);
      await page.locator(".react-flow__node").nth(1).click();
      await page.keyboard.press("Delete");
      await page.getByRole("tab", { name: /^Comentarios/ }).click();
      await page.getByText(/un paso que ya no está$/).waitFor();
      await page.getByRole("button", { name: "Dar por resuelto: ¿Lo usamos también para sequías?" }).click();
      await page.getByRole("tab", { name: "Comentarios (1)" }).waitFor();
      await page.getByRole("button", { name: "Ver los resueltos (1)" }).click();
      await page.getByText(/^Lo resolvió Administración del sistema/).waitFor();
      await page.getByText(/^Guardado a las/).waitFor();
      await inOrder(page);
    });
  });

  test("gives way to an earlier version, once its difference was read; and what runs is taken back with a reason", async () => {
    await as("coordinacion", async (page) => {
      await page.goto(`/flujos/${flow}/versiones`);
      await page.getByRole("button", { name: "Recuperar como borrador la versión 1" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText(/^Ya hay un borrador, la versión 2\. Lo guardó Administración del sistema/).waitFor();
      await dialog.getByText("Qué cambia en el borrador").waitFor();
      await dialog.getByRole("listitem").first().waitFor();
      await inOrder(page);
      await dialog.getByLabel(/^Motivo/).fill("El paso hacía falta");
      await dialog.getByRole("button", { name: "Reemplazar el borrador" }).click();
      await page.getByText("Borrador, versión 2").waitFor();

      await page.goto(`/flujos/${flow}/versiones`);
      await page.getByRole("button", { name: "Retirar la versión 1" }).waitFor();
      await inOrder(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "flujo-versiones");
      await page.getByRole("button", { name: "Retirar la versión 1" }).click();
      await page.getByRole("dialog").getByText(/Los que están abiertos siguen con la suya/).waitFor();
      await inOrder(page);
      await page.getByRole("dialog").getByLabel(/^Motivo/).fill("Se reemplaza por otro");
      await page.getByRole("dialog").getByRole("button", { name: "Retirar" }).click();
      await page.getByText("Ya no rige", { exact: true }).waitFor();
    });
  });
});
