import { afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { addRow, answer, attach, decide, handIn, inOrder, journeyIn, openTask, receipt, rowsOf, send } from "../journey.mjs";
import { openServerAt } from "../server.mjs";

// What the Comité Técnico does besides its sessions, on one server whose clock only goes forward: it votes in writing, follows what it
// agreed, and plans its year.
const secretary = "secretaria-tecnica";
const [president, dissenter, member] = ["comite-tecnico.dipres", "comite-tecnico.segpres", "comite-tecnico.subdere"];
const committee = "comite-tecnico-pmg";

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-08-03T10:00:00-04:00")]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The page of a process, as somebody who takes part in it reads it. */
async function readProcess(page, process, title) {
  await page.goto(`/procesos/${process}`);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.locator(".react-flow__node").first().waitFor();
  await inOrder(page);
}

describe.sequential("a vote in writing", () => {
  let vote;

  test("its secretariat proposes the text, and whoever presides calls the vote on a phone", async () => {
    vote = await server.open("votacion-escrita", `${committee}/marco`, { organo: committee, comite: committee, materia: "Marco 2027", year: 2026 });
    await as(secretary, async (page) => {
      await openTask(page, "Proponer el acuerdo: Marco 2027");
      await answer(page, { "Texto que se vota": "Apruébase el marco 2027.", "Por qué se propone": "Vence el plazo del decreto." });
      await handIn(page);
    });
    await as(
      president,
      async (page) => {
        await openTask(page, "Convocar la votación escrita: Marco 2027");
        await page.getByText("Apruébase el marco 2027.").first().waitFor();
        await decide(page, "Aprobar");
      },
      360,
    );
  });

  test("each seat votes once, and whoever votes against says why on a phone", async () => {
    await as(
      dissenter,
      async (page) => {
        await openTask(page, "Votar: Marco 2027");
        await page.getByText("Apruébase el marco 2027.").first().waitFor();
        await answer(page, { "Tu voto": "En contra", "Razones, como quieres que queden en el acta": "El marco no dice cómo se mide." });
        await inOrder(page);
        await send(page, "Revisar y enviar", "Votar");
        await receipt(page);
      },
      360,
    );
    for (const person of [president, member]) await server.act(person, "vote", { answers: { voto: "favor" } });
  });

  test("what came of it is read with its norm and its dissent", async () => {
    await as(secretary, async (page) => {
      await readProcess(page, vote, "Votación escrita: Marco 2027");
      await page.getByText(/Aprobado\. Hay quórum.*Norma: Reglamento del PMG\./).waitFor();
      await page.getByRole("link", { name: "Votación escrita: Marco 2027" }).last().click();
      await page.waitForURL(/\/documentos\//);
      await page.getByText("El marco no dice cómo se mide.").waitFor();
      await inOrder(page);
    });
  });
});

describe.sequential("an agreement of a committee", () => {
  const responsible = "subsecretario.hac";
  let agreement;

  test("who answers for it reports how it goes on a phone, and then that it is done", async () => {
    agreement = await server.open("comite-acuerdo", `${committee}/1`, {
      committee, organo: "Comité Técnico del PMG", sesion: "1", punto: "1", titulo_punto: "Marco 2027", numero: "1", texto: "Enviar el marco a los ministros",
      responsable: "Subsecretaría de Hacienda", responsable_rol: "ministry.undersecretary", responsable_lugar: "HAC", plazo: "2026-09-30",
    });
    await as(
      responsible,
      async (page) => {
        await openTask(page, "Informar el avance del acuerdo 1");
        await answer(page, { "Avance (%)": "60", "Qué se ha hecho": "El texto está en revisión jurídica." });
        await handIn(page);
      },
      360,
    );
    await as(responsible, async (page) => {
      await openTask(page, "Cumplir el acuerdo 1");
      await answer(page, { "Cómo se cumplió": "Se envió por oficio." });
      await handIn(page);
    });
  });

  test("its secretariat returns it once, and approves what comes back", async () => {
    await as(secretary, async (page) => {
      await openTask(page, "Revisar el cumplimiento del acuerdo 1");
      await decide(page, "Devolver con observaciones", { remark: "Adjunta el oficio." });
    });
    await as(responsible, async (page) => {
      await openTask(page, "Cumplir el acuerdo 1");
      await page.getByText("Adjunta el oficio.").first().waitFor();
      await page.getByLabel(/^Tu respuesta/).first().fill("Va el oficio.");
      await attach(page, "Respaldo", "oficio.pdf");
      await handIn(page);
    });
    await as(secretary, async (page) => {
      await openTask(page, "Revisar el cumplimiento del acuerdo 1");
      await decide(page, "Aprobar");
      await readProcess(page, agreement, /^Acuerdo 1/);
    });
  });
});

describe.sequential("the year of a committee", () => {
  let calendar;

  test("its secretariat proposes when it meets, and whoever presides returns it once", async () => {
    calendar = await server.open("comite-calendario", `${committee}/2026`, { body: committee, committee, periodo: "2026" });
    await as(secretary, async (page) => {
      await openTask(page, "Proponer el calendario de sesiones 2026");
      await addRow(page, "Sesiones", { "Se proponen puntos hasta": "2026-09-25", "Fecha prevista": "2026-10-06", Tipo: "ordinaria" });
      await addRow(page, "Sesiones", { "Se proponen puntos hasta": "2026-11-20", "Fecha prevista": "2026-12-08", Tipo: "ordinaria" });
      await handIn(page);
    });
    await as(
      president,
      async (page) => {
        await openTask(page, "Aprobar el calendario de sesiones 2026");
        await decide(page, "Devolver con observaciones", { remark: "El 8 de diciembre es feriado." });
      },
      360,
    );
    await as(secretary, async (page) => {
      await openTask(page, "Proponer el calendario de sesiones 2026");
      await answer(rowsOf(page, /^Fila 2\b/), { "Fecha prevista": "2026-12-10" });
      await page.getByLabel(/^Tu respuesta/).first().fill("Queda para el jueves 10.");
      await handIn(page);
    });
    await as(president, async (page) => {
      await openTask(page, "Aprobar el calendario de sesiones 2026");
      await decide(page, "Aprobar");
    });
  });

  test("a foreseen session opens by itself fifteen working days before", async () => {
    // Fifteen working days before Tuesday 6 October, over the 18th of September, which is a Friday.
    server.turnTo("2026-09-14T10:00:00-03:00");
    await as(president, async (page) => {
      await page.goto("/tareas");
      await page.getByRole("link", { name: /^Proponer puntos para la sesión/ }).waitFor();
      await inOrder(page);
    });
    await as(secretary, async (page) => {
      await readProcess(page, calendar, /^Calendario 2026/);
      await page.getByText("Espera a los procesos que abrió, o una fecha.").waitFor();
    });
  });
});
