import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { addRow, answer, attach, choose, decide, handIn, inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// A session of the Comité Técnico, from what its seats propose on Monday 3 August 2026 to the minutes published.
const secretary = "secretaria-tecnica";
const [president, ...members] = ["comite-tecnico.dipres", "comite-tecnico.segpres", "comite-tecnico.subdere"];

let browser, server, session;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-08-03T10:00:00-04:00")]);
  session = await server.open("comite-sesion", "comite-tecnico-pmg/1", {
    body: "comite-tecnico-pmg", committee: "comite-tecnico-pmg", tipo: "ordinaria", cierre: "2026-08-05", liviana: false,
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What is asked of each seat leaves nothing on the server before it is sent. */
async function say(page) {
  await page.getByText("Queda en este equipo hasta que lo envíes.").waitFor();
  await inOrder(page);
  await send(page, "Revisar y enviar", "Enviar comentario");
  await receipt(page);
}

describe.sequential("a session of a committee", () => {
  test("whoever presides proposes an item on a phone, and the agenda arrives with it", async () => {
    await as(
      president,
      async (page) => {
        await openTask(page, /^Proponer puntos para la sesión 1/);
        await addRow(page, "Puntos", { Punto: "Marco 2027", Para: "Decisión" });
        await say(page);
      },
      360,
    );
    for (const member of members) await server.act(member, "decline", {});
    await as(secretary, async (page) => {
      await openTask(page, /^Armar la tabla de la sesión 1/);
      await answer(page, { "Fecha de la sesión": "2026-08-12", "Hora, como 10:00": "12:00", Lugar: "Teatinos 120" });
      await page.getByText("Propuesto por Dipres").first().waitFor();
      await handIn(page);
    });
  });

  test("who is called says on a phone that they will come", async () => {
    await as(
      president,
      async (page) => {
        await openTask(page, /^Confirmar asistencia a la sesión 1/);
        await answer(page, { Asistencia: "Asistiré en persona" });
        await say(page);
      },
      360,
    );
    for (const member of members) await server.act(member, "comment", { answers: { asistencia: "presencial" } });
  });

  test("its secretariat writes down who comes and how they vote, and closes it with an agreement", async () => {
    server.turnTo("2026-08-12T12:01:00-04:00");
    await as(secretary, async (page) => {
      await openTask(page, /^Sesión ordinaria 1/);
      await page.getByRole("button", { name: "Entran los 3 que faltan" }).click();
      await page.getByText(/^Hay quórum: asisten 3/).first().waitFor();
      await inOrder(page);
    });
    server.turnTo("2026-08-12T12:20:00-04:00");
    await as(
      secretary,
      async (page) => {
        await openTask(page, /^Sesión ordinaria 1/);
        await page.getByRole("button", { name: "Todos los presentes a favor: punto 1" }).click();
        await page.getByText(/^Aprobado/).first().waitFor();
        await inOrder(page);
      },
      360,
    );
    server.turnTo("2026-08-12T12:45:00-04:00");
    await as(secretary, async (page) => {
      await openTask(page, /^Sesión ordinaria 1/);
      await answer(page, { "Hora de término, como 12:30": "12:40", Modalidad: "Presencial" });
      await answer(page.getByRole("group", { name: "Puntos de la tabla", exact: true }), { Resultado: "Aprobado" });
      const agreement = await addRow(page, "Acuerdos", { Punto: "Otra materia", "Qué se acordó": "Enviar el marco a los ministros", Plazo: "2026-09-30" });
      await choose(agreement, /^Responsable/, "Subsecretario", /Hacienda/);
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await send(page, "Revisar y enviar", "Registrar la sesión");
      await receipt(page);
    });
  });

  test("the minutes are written, and whoever presides approves them on a phone", async () => {
    await as(secretary, async (page) => {
      await openTask(page, /^Redactar el acta de la sesión 1/);
      await answer(page, { "Publicación: cómo se comunica y dónde queda": "Queda en el sitio de la Dipres." });
      await handIn(page);
    });
    for (const person of [president, ...members]) await server.act(person, "decline", {});
    await as(
      president,
      async (page) => {
        await openTask(page, /^Aprobar el acta de la sesión 1/);
        await decide(page, "Aprobar");
      },
      360,
    );
  });

  test("it comes back signed, is published, and its members read it", async () => {
    await as(secretary, async (page) => {
      await openTask(page, /^Ingresar el acta firmada de la sesión 1/);
      await attach(page, "Acta firmada", "acta.pdf", { number: "1", date: "2026-08-12" });
      await handIn(page);
      await openTask(page, /^Publicar el acta de la sesión 1/);
      await answer(page, { "Dónde quedó publicada": "https://example.cl/acta-1", "Desde cuándo": "2026-08-12" });
      await handIn(page);
      await page.goto(`/procesos/${session}`);
      await page.getByRole("link", { name: /^Acta de la sesión ordinaria 1/ }).click();
      await page.getByRole("heading", { level: 1, name: /^Acta de la sesión ordinaria 1/ }).waitFor();
      await page.getByText("Enviar el marco a los ministros").waitFor();
      await inOrder(page);
    });
  });
});
