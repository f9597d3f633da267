import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { answer, decide, inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// The second quarter of 2026 closes on Tuesday 30 June; one region reports, comes back once and is accepted.
const rows = [
  "codigo,nombre,nivel,origen,parte_de,ministerio,region,vence,estado,avance,hitos",
  "PR-1,Hospital de la provincia,compromiso,presidencial,,SAL,,2027-12-31,En proceso,,",
  'PR-1.13,Hospital de la provincia: Metropolitana,medida,presidencial,PR-1,SAL,13,2027-12-31,En proceso,40,2026-03-31 Licitación adjudicada; 2026-12-31 Obra gruesa',
  "PR-2.13,Borde del río,medida,presidencial,,MINVU,13,2026-12-31,En tramitación,,",
].join("\n");

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-07-01T10:00:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("commitments and a regional report", () => {
  test("whoever coordinates reviews a list before importing it, and a wrong one says its row", () =>
    as("coordinacion-interministerial", async (page) => {
      await page.goto("/compromisos");
      await page.getByRole("link", { name: "Importar una lista" }).click();
      const choose = (name, text) => page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
      await choose("malo.csv", rows.replace("En tramitación", "Listo"));
      await page.getByRole("button", { name: "Revisar sin cambiar nada" }).click();
      await page.getByText(/Fila 4: «Listo» no sirve en «estado»/).waitFor();
      await inOrder(page);
      await choose("compromisos.csv", rows);
      await page.getByRole("button", { name: "Revisar sin cambiar nada" }).click();
      await page.getByText("Se agregarían 3, cambiarían 0 y quedarían igual 0.").waitFor();
      await page.getByRole("button", { name: "Importar", exact: true }).click();
      await page.getByText(/Compromisos agregados: 3/).waitFor();
      await inOrder(page);
    }));

  test("the list says how far they are and one of them is declared critical with a reason", () =>
    as("coordinacion-interministerial", async (page) => {
      await page.goto("/compromisos");
      await page.getByText("Avance promedio: 40 % (1 con dato, 2 sin dato, 0 no aplican).").waitFor();
      await page.getByText("Avance y brecha por ministerio").first().click();
      await inOrder(page);
      await page.getByRole("link", { name: "Hospital de la provincia: Metropolitana" }).click();
      await page.getByText(/«Licitación adjudicada» venció el 31 de marzo de 2026/).waitFor();
      await page.getByRole("button", { name: "Declarar crítico" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(/^Motivo/).fill("La Presidencia visita la región en agosto");
      await inOrder(page);
      await dialog.getByRole("button", { name: "Declarar crítico" }).click();
      await page.getByText(/En situación crítica desde el/).waitFor();
      await inOrder(page);
      await page.goto("/compromisos");
      await page.getByText(/en situación crítica/).first().waitFor();
      await picture(page, "compromisos");
    }));

  test("whoever coordinates corrects what is known of one, with a reason, on a phone", () =>
    as(
      "coordinacion-interministerial",
      async (page) => {
        await page.goto("/compromisos/PR-2.13");
        await page.getByRole("button", { name: "Cambiar cómo está" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("Avance verificado (%)").fill("veinte");
        await dialog.getByText("Escribe un número de 0 a 100.").waitFor();
        await dialog.getByLabel("Avance verificado (%)").fill("12,5");
        await dialog.getByRole("button", { name: "Agregar un hito" }).click();
        await dialog.getByRole("group", { name: "Hito 1" }).getByLabel("Qué").fill("Diseño terminado");
        await dialog.getByRole("group", { name: "Hito 1" }).getByLabel("Vence").fill("2026-10-30");
        await dialog.getByLabel("Qué lo traba").fill("Falta el informe de impacto vial.");
        await dialog.getByLabel("Quién puede destrabarlo").fill("La seremi de Transportes");
        await dialog.getByLabel(/^Motivo/).fill("Visita a terreno del 30 de junio");
        await inOrder(page);
        await dialog.getByRole("button", { name: "Guardar" }).click();
        await page.getByText(/Avance verificado: 12,5 %/).first().waitFor();
        await page.getByText(/Nudo: Falta el informe de impacto vial/).first().waitFor();
        await inOrder(page);
      },
      360,
    ));

  test("the rule says what another would do before it counts, and one that makes all critical is confirmed", () =>
    as("coordinacion-interministerial", async (page) => {
      await page.goto("/compromisos");
      await page.getByRole("link", { name: "Cuándo es crítico" }).click();
      await page.getByText("Un hito con más de 10 días hábiles de atraso, 2 informes seguidos sin avance o un nudo declarado.").first().waitFor();
      await page.getByText("Un compromiso más quedaría crítico.").waitFor();
      await page.getByLabel("Por un nudo declarado").uncheck();
      await page.getByText("Ningún compromiso más quedaría crítico.").waitFor();
      await inOrder(page);
      await page.getByLabel("Más de cuántos días hábiles").fill("90");
      await page.getByLabel(/^Motivo/).fill("El nudo se atiende en la mesa semanal");
      await page.getByRole("button", { name: "Guardar la regla" }).click();
      await page.getByText("Rige desde la próxima mañana hábil.").waitFor();
      await page.getByText(/Un hito con más de 90 días hábiles de atraso o 2 informes seguidos sin avance/).first().waitFor();
      await inOrder(page);
    }));

  test("the coordination intervenes, and whoever answers for it is asked", async () => {
    await as("coordinacion-interministerial", async (page) => {
      await openTask(page, /^Intervenir en/);
      await answer(page, { "Qué se hará": "Reunión semanal con el contratista.", "Para cuándo": "2026-08-31" });
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    });
    await as("contraparte.13", async (page) => {
      await openTask(page, /^Informar cómo se destraba/);
      await page.getByText(/Reunión semanal con el contratista/).first().waitFor();
      await inOrder(page);
    });
  });

  test("the counterpart's report arrives filled, is returned by the delegation, and is accepted", async () => {
    await server.open("informe-regional", "2026-T2/13", { code: "13", name: "Región Metropolitana de Santiago", year: 2026, period: "2026-T2", cutOff: "2026-06-30" });
    await as("contraparte.13", async (page) => {
      await openTask(page, /^Informar los compromisos de la región/);
      await page.getByText("Borde del río").first().waitFor();
      await page.getByLabel(/^Avance \(%\)/).and(page.locator("input")).first().fill("55");
      await answer(page, { "Situación de la región en el periodo": "Se adjudicó la obra gruesa." });
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "informe-regional");
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    });
    await as("delegacion.13", async (page) => {
      await openTask(page, /^Aprobar el informe/);
      await decide(page, "Devolver con observaciones", { remark: "Falta decir qué traba el borde del río." });
    });
    await as("contraparte.13", async (page) => {
      await openTask(page, /^Informar los compromisos de la región/);
      await page.getByText("Falta decir qué traba el borde del río.").first().waitFor();
      await page.getByLabel(/^Tu respuesta/).first().fill("Falta el informe de impacto vial.");
      await page.getByText(/^Guardado el/).waitFor();
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    });
    for (const [person, title] of [["delegacion.13", /^Aprobar el informe/], ["coordinacion-interministerial", /^Aceptar el informe/]]) {
      await as(person, async (page) => {
        await openTask(page, title);
        await decide(page, "Aprobar");
      });
    }
    await as("delegacion.13", async (page) => {
      await page.goto("/compromisos");
      await page.getByRole("row", { name: /Metropolitana/ }).getByText("55 %").first().waitFor();
      expect(await page.getByRole("link", { name: "Importar una lista" }).count()).toBe(0);
      await inOrder(page);
    });
  });

  test("only a decision with its reason ends the critical situation", async () => {
    await as("contraparte.13", async (page) => {
      await openTask(page, /^Informar cómo se destraba/);
      await answer(page, { "Qué se hizo": "Se pagó el estado atrasado.", Estado: "En proceso", "El nudo sigue": "No" });
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    });
    await as("coordinacion-interministerial", async (page) => {
      await openTask(page, /^Decidir si sale de la situación crítica/);
      await decide(page, "Aprobar", { answers: { "Por qué deja de ser crítico": "La obra volvió a su programa." } });
      await page.goto("/compromisos/PR-1.13");
      await page.getByText("Situación crítica: termina").first().waitFor();
      await inOrder(page);
    });
  });
});
