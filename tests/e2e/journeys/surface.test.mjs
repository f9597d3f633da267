import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { isWiderThanScreen, openBrowser, untilDrawn } from "../browser.mjs";
import { inOrder, journeyIn, openTask, rowsOf } from "../journey.mjs";
import { enterApi } from "../server.mjs";

// What holds on every page whoever works on it: how far the keyboard has to go, what comes from a sheet, and what nobody meant to send.
const server = inject("server");
const proposal = "Preparar objetivos, indicadores y metas";
const stage = "/etapas/pmg-formulacion/2027";

let browser;
const { as } = journeyIn(() => ({ browser, server }));

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

describe("by keyboard, from the top of the page", () => {
  test("an institution is at its task within ten stops of the inbox", () =>
    as("pmg.pe-com-00133", async (page) => {
      await page.goto("/tareas");
      await untilDrawn(page);
      expect(await stopsTo(page, (at) => at.tag === "A" && at.href.startsWith("/tareas/"))).toBeLessThanOrEqual(10);
    }));

  test("whoever coordinates is at the first institution of a stage within twelve", () =>
    as("coordinacion", async (page) => {
      await page.goto(stage);
      await untilDrawn(page);
      expect(await stopsTo(page, (at) => at.tag === "A" && at.href.startsWith("/procesos/"))).toBeLessThanOrEqual(12);
    }));

  test("whoever reviews what has no remark yet is at the decision within nine", async () => {
    const officer = await enterApi(server, "pmg.pe-com-00133");
    const [task] = (await officer("/api/tasks")).items.filter((one) => one.title === proposal);
    await officer(`/api/tasks/${task.id}/acts/submit`, { answers: { indicadores: threeIndicators } });
    await as("jefatura.pe-com-00133", async (page) => {
      const head = await enterApi(server, "jefatura.pe-com-00133");
      // The association is asked first; what matters is a review, whoever has it.
      const association = await enterApi(server, "asociacion.pe-com-00133");
      const [comment] = (await association("/api/tasks")).items;
      await association(`/api/tasks/${comment.id}/acts/decline`, {});
      await expect.poll(async () => (await head("/api/tasks")).items.length, { timeout: 30_000 }).toBeGreaterThan(0);
      await openTask(page, "Proponer el PMG de la institución");
      await page.reload();
      await untilDrawn(page);
      await page.getByLabel("Aprobar", { exact: true }).waitFor();
      expect(await stopsTo(page, (at) => at.type === "radio")).toBeLessThanOrEqual(9);
    });
  });
});

describe.sequential("what comes from a sheet", () => {
  const officer = "pmg.pe-agn-00601";

  test("a block is pasted whole, and what does not fit changes nothing and says why", () =>
    as(officer, async (page) => {
      await openTask(page, proposal);
      await page.getByRole("button", { name: "Agregar fila" }).click();
      await paste(page, "Indicador, fila 1", "Consumo de energía\nTrámites en plazo\nSatisfacción neta");
      await page.getByText("Se pegaron 3 filas, 2 de ellas nuevas.").waitFor();
      expect(await rowsOf(page).count()).toBe(3);

      await paste(page, "Ponderación, fila 1", "40\n30,5\nmucho");
      await page.getByText(/Fila 3, «Ponderación»: «mucho» no es un número/).waitFor();
      await paste(page, "Indicador, fila 1", Array.from({ length: 10_000 }, (_, i) => `Indicador ${i}`).join("\n"));
      await page.getByText(/Pegaste 10\.000 filas, y la tabla admite hasta 100 filas\. No se pegó nada/).waitFor();
      expect(await rowsOf(page).count()).toBe(3);
      await page.getByText(/^Guardado el/).waitFor();
    }));

  test("it leaves as a file, comes back changed, and is applied only once its differences were read", () =>
    as(officer, async (page) => {
      await openTask(page, proposal);
      const leaving = page.waitForEvent("download");
      await page.getByRole("button", { name: "Descargar CSV" }).first().click();
      const file = readFileSync(await (await leaving).path(), "utf8");
      expect(file).toContain("Trámites en plazo");

      const changed = file.replace("Trámites en plazo", "Trámites resueltos en plazo");
      const choosing = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Subir planilla corregida" }).first().click();
      await (await choosing).setFiles({ name: "Indicadores.csv", mimeType: "text/csv", buffer: Buffer.from(changed) });
      const review = page.getByRole("dialog");
      await review.getByText(/→\s*Trámites resueltos en plazo/).waitFor();
      expect(await page.getByLabel("Indicador, fila 2").inputValue()).toBe("Trámites en plazo");
      await inOrder(page);

      await review.getByRole("button", { name: "Aplicar los cambios" }).click();
      await review.waitFor({ state: "detached" });
      expect(await page.getByLabel("Indicador, fila 2").inputValue()).toBe("Trámites resueltos en plazo");
      await page.getByText(/^Guardado el/).waitFor();
    }));

  test("it goes to Excel and comes back with the words of its cells and not with those of its format", () =>
    as(officer, async (page) => {
      await openTask(page, proposal);
      const leaving = page.waitForEvent("download");
      await page.getByRole("button", { name: "Descargar Excel" }).first().click();
      const download = await leaving;
      expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
      const upload = async (buffer) => {
        const choosing = page.waitForEvent("filechooser");
        await page.getByRole("button", { name: "Subir planilla corregida" }).first().click();
        await (await choosing).setFiles({ name: "Indicadores.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer });
      };

      await upload(readFileSync(await download.path()));
      await page.getByRole("dialog").getByText("Quedan igual 3 filas.").waitFor();
      await page.getByRole("button", { name: "Volver sin cambiar" }).click();

      await upload(Buffer.from("PK\u0003\u0004 no es un libro"));
      await page.getByRole("dialog").getByText(/El archivo está dañado/).waitFor();
      await inOrder(page);
      await page.getByRole("button", { name: "Volver", exact: true }).click();
      expect(await page.getByLabel("Ponderación, fila 2").inputValue()).toBe("30,5");
    }));
});

describe("what was handed in the year before", () => {
  const institution = "pe-ser-01526";

  test("comes into what is blank and leaves alone what was written, and one click takes it back", async () => {
    const officer = await enterApi(server, `pmg.${institution}`);
    const [before, now] = (await officer("/api/tasks")).items.filter((one) => one.title === proposal).toSorted((one, other) => one.year - other.year);
    await officer(`/api/tasks/${before.id}/acts/submit`, { answers: { indicadores: threeIndicators } });

    await as(`pmg.${institution}`, async (page) => {
      await page.goto(`/tareas/${now.id}`);
      await page.getByRole("button", { name: "Agregar fila" }).click();
      await page.getByLabel("Indicador, fila 1").fill(threeIndicators[1].indicador);
      await page.getByLabel("Meta, fila 1").fill("99");
      const bring = page.getByRole("button", { name: `Traer del año pasado (${before.year})` });
      await bring.click();
      await page.getByText(`Vinieron 2 filas de ${before.year}. Revisa cada una.`).waitFor();
      expect(await rowsOf(page).count()).toBe(3);
      expect(await page.getByLabel("Meta, fila 1").inputValue()).toBe("99");
      expect(await page.getByLabel("Indicador, fila 2").inputValue()).toBe(threeIndicators[0].indicador);
      expect(await page.getByLabel("Meta, fila 3").inputValue()).toBe("72");
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);

      await page.getByRole("button", { name: "Deshacer" }).click();
      await page.getByText("Todo quedó como antes.").waitFor();
      expect(await rowsOf(page).count()).toBe(1);
      await bring.click();
      await page.getByText(/^Vinieron 2 filas/).waitFor();
      await page.getByText(/^Guardado el/).waitFor();
      await page.reload();
      await page.getByLabel("Indicador, fila 3").waitFor();
      await bring.click();
      await page.getByText(/No vino ninguna fila/).waitFor();
    });
  });
});

describe("what nobody meant to send", () => {
  const officer = "pmg.pe-com-00586";
  const endless = "x".repeat(290);
  const strange = "👩🏽‍⚖️ ‮etneicsed‬ Ñandú ﷽";

  test("endless words, emoji and marks that turn the reading around hold the layout, while they are written and afterwards", async () => {
    await as(officer, async (page) => {
      await openTask(page, proposal);
      await page.getByRole("button", { name: "Agregar fila" }).click();
      await page.getByLabel("Indicador, fila 1").fill(endless);
      await page.getByRole("button", { name: "Agregar fila" }).click();
      await page.getByLabel("Indicador, fila 2").fill(strange);
      await page.getByLabel("Fórmula de cálculo").last().fill("y".repeat(5_000));
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      for (const width of [360, 640]) {
        await page.setViewportSize({ width, height: 740 });
        await expect.poll(() => isWiderThanScreen(page), { message: `${width}` }).toBe(false);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.getByRole("button", { name: "Revisar y entregar" }).click();
      await page.getByRole("heading", { name: "Revisa tus respuestas" }).waitFor();
      await inOrder(page);
    });
  });
});

const threeIndicators = [
  { objetivo: "gestion-eficaz", tema: "equidad-de-genero", indicador: "Procesos en plazo", meta: 95, ponderacion: 40 },
  { objetivo: "eficiencia-institucional", tema: "cambio-climatico", indicador: "Gasto ejecutado", meta: 98, ponderacion: 20 },
  { objetivo: "calidad-de-servicio", tema: "experiencia-usuaria", indicador: "Satisfacción neta", meta: 72, ponderacion: 40 },
];

/** How many presses of Tab lead from the top of the page to what is looked for, going past the header by the link that is for that. */
async function stopsTo(page, isIt) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.getSelection()?.removeAllRanges();
  });
  const passed = [];
  for (let stops = 1; stops <= 60; stops++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      return { tag: element.tagName, type: element.getAttribute("type") ?? "", href: element.getAttribute("href") ?? "", text: (element.innerText || element.getAttribute("aria-label") || element.labels?.[0]?.innerText || "").replaceAll(/\s+/g, " ").slice(0, 40) };
    });
    passed.push(at.text || at.tag);
    if (isIt(at)) {
      if (process.env.LOOK) console.log(`${stops} stops: ${passed.join(" · ")}`);
      return stops;
    }
    if (at.text === "Saltar al contenido") await page.keyboard.press("Enter");
  }
  throw new Error(`Sixty presses of Tab did not reach it: ${passed.join(" · ")}`);
}

/** Pastes as a person does: the text is on the clipboard, and the keys are pressed in the cell. */
async function paste(page, cell, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByLabel(cell, { exact: true }).focus();
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press("ControlOrMeta+v");
}
