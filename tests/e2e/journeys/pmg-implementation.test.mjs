import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { addRow, answer, attach, choose, decide, handIn, inOrder, journeyIn, openTask } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// A service implements what it committed: it asks to change a target, delivers a technical requirement in its window and says how far
// it is. A new service sets targets of its own.
const service = "pe-agn-00599";
const newService = "pe-agn-00600";
const [ministry, newMinistry] = ["eco", "mrree"];

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-01-04T09:00:00-03:00")]);
  for (const institution of [service, newService]) {
    const answersTo = institution === service ? ministry : newMinistry;
    const input = { institution: institution.toUpperCase(), year: 2027, ministry: answersTo.toUpperCase(), name: institution };
    if (institution === service) await server.open("pmg-implementacion", institution, input);
    else await server.open("pmg-servicio-nuevo", institution, { ...input, inicio: "2027-01-04", referencia: "Resultado del ministerio en 2026" });
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.sequential("the implementation of one service", () => {
  test("its head asks to change a target for an external cause", () =>
    as(`jefatura.${service}`, async (page) => {
      await openTask(page, "Pedir una modificación de metas, si hace falta");
      await answer(page, { "Causa externa": "Catástrofe", "Qué pasó y desde cuándo": "El terremoto cerró dos oficinas.", "Cuánto afecta a cada meta y cómo se calculó": "Un tercio de las atenciones." });
      await addRow(page, "Metas que afecta", { Indicador: "Trámites en plazo", "Meta original": "95", "Meta pedida": "80" });
      await attach(page, "Antecedentes de la causa", "antecedentes.pdf");
      await handIn(page);
    }));

  test("its minister backs it, and Hacienda decides on a phone with its reasons", async () => {
    await server.act(`ministro.${ministry}`, "approve", {});
    await as(
      "ministro.hac",
      async (page) => {
        await openTask(page, "Decidir la modificación de metas");
        await page.getByText(/^Aprobación: «Respaldar la modificación de metas»/).waitFor();
        await decide(page, "Aprobar", { answers: { Fundamento: "La causa es externa y está probada." } });
      },
      360,
    );
    await as("gabinete.hac", async (page) => {
      await openTask(page, "Ingresar el decreto que modifica las metas");
      await answer(page, { Número: "12", "Fecha del decreto": "2027-01-04" });
      await attach(page, "Decreto firmado", "decreto 12.pdf", { number: "12", date: "2027-01-04" });
      await handIn(page);
    });
  });

  test("in its window the officer delivers a requirement and chooses who answers for it", async () => {
    server.turnTo("2027-02-15T10:00:00-03:00");
    await as(`pmg.${service}`, async (page) => {
      await openTask(page, /^E1-O1-RT1/);
      await answer(page, { "Qué entregas y cómo cumple el requisito": "El formulario firmado por la jefatura." });
      await page.getByRole("combobox", { name: /^Quién responde por este requisito/ }).fill("zzz");
      await page.getByText("Nadie con ese nombre entre quienes puedes elegir").waitFor();
      await choose(page, /^Quién responde por este requisito/, "indicadores", /^Encargado\/a de indicadores/);
      await attach(page, "Medio de verificación", "formulario.pdf");
      await handIn(page);
    });
  });

  test("the network returns it on a phone, and approves what comes back", async () => {
    await as(
      "experto.transformacion-digital.1",
      async (page) => {
        await openTask(page, /^Opinar sobre E1-O1-RT1/);
        await page.getByText(/Encargado\/a de indicadores/).first().waitFor();
        await decide(page, "Devolver con observaciones", { remark: "Falta la fecha de la designación." });
      },
      360,
    );
    await as(`pmg.${service}`, async (page) => {
      await openTask(page, /^E1-O1-RT1/);
      await page.getByLabel(/Tu respuesta/).first().fill("Está en la segunda página.");
      await handIn(page);
    });
    await as("experto.transformacion-digital.1", async (page) => {
      await openTask(page, /^Opinar sobre E1-O1-RT1/);
      await decide(page, "Aprobar", {
        answers: { "Está completo": "Sí", "Llegó por el medio pedido": "Sí", "Llegó en su oportunidad": "Sí", Fundamento: "Cumple los tres criterios." },
      });
    });
  });

  test("after the quarter the officer says how far each target is, and which place can lift what threatens one", async () => {
    server.turnTo("2027-04-02T10:00:00-03:00");
    await as(`pmg.${service}`, async (page) => {
      await openTask(page, "Informar el avance: primer trimestre");
      await addRow(page, "Avance de las metas", { Indicador: "Trámites en plazo", Avance: "40", "De un total de": "100" });
      await answer(page, { "Qué amenaza alguna meta": "Falta un permiso regional." });
      await choose(page, /^Quién puede destrabarlo/, "atacama", /Atacama/);
      await handIn(page);
    });
  });

  test("the coordinator follows the process and its requirements", () =>
    as("coordinacion", async (page) => {
      await page.goto("/procesos");
      await page.getByLabel("Buscar institución o proceso").fill("Implementación PMG 2027");
      await page.getByRole("row", { name: /Implementación PMG 2027/ }).first().getByRole("link").first().click();
      await page.getByRole("heading", { level: 1, name: /^Implementación PMG 2027/ }).waitFor();
      await inOrder(page);
    }));
});

describe.sequential("a service that is born in mid-year", () => {
  test("its head sets targets of its own, and the cabinet files the decree", async () => {
    await as(
      `jefatura.${newService}`,
      async (page) => {
        await openTask(page, "Fijar las metas propias del servicio nuevo");
        await addRow(page, "Indicadores", { Indicador: "Instalar la oficina de partes", Meta: "1", Ponderación: "100" });
        await handIn(page);
      },
      360,
    );
    await as(`gabinete.${newMinistry}`, async (page) => {
      await openTask(page, "Ingresar el decreto de las metas propias");
      await answer(page, { Número: "45", "Fecha del decreto": "2027-03-31" });
      await attach(page, "Decreto firmado", "decreto 45.pdf", { number: "45", date: "2027-03-31" });
      await handIn(page);
    });
  });
});
