import { expect, afterAll, beforeAll, describe, test } from "vitest";
import { openBrowser } from "../browser.mjs";
import { addRow, answer, attach, choose, decide, handIn, inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// A session of the Comité Técnico, from what its seats propose on Monday 3 August 2026 to the minutes published.
const secretary = "secretaria-tecnica";
const [president, ...members] = ["comite-tecnico.dipres", "comite-tecnico.segpres", "comite-tecnico.subdere"];

let browser, server;
const { as } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2026-08-03T10:00:00-04:00")]);
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
  let session;

  test("whoever presides proposes an item on a phone, and the agenda arrives with it", async () => {
    session = await server.open("comite-sesion", "comite-tecnico-pmg/1", {
      body: "comite-tecnico-pmg", committee: "comite-tecnico-pmg", tipo: "ordinaria", cierre: "2026-08-05", liviana: false,
    });
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
      await page.getByRole("button", { name: /^Más de la fila 1/ }).click();
      await expect.poll(() => page.getByLabel(/^De dónde viene/).and(page.locator("input, textarea")).first().inputValue()).toBe("Propuesto por Dipres");
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

describe.sequential("a meeting that is only written down", () => {
  test("its secretariat says on a phone who came and what was agreed, and its minuta is read and printed", async () => {
    const meeting = await server.open("comite-sesion", "comite-tecnico-pmg/2", {
      body: "comite-tecnico-pmg", committee: "comite-tecnico-pmg", tipo: "ordinaria", cierre: "2026-08-12", liviana: true,
    });
    await as(
      secretary,
      async (page) => {
        await openTask(page, /^Registrar la reunión 2/);
        await page.getByRole("heading", { name: "Lo que pasó en la reunión" }).waitFor();
        await answer(page, { Fecha: "2026-08-12" });
        await addRow(page, "Quiénes asistieron", { Nombre: "Jefatura de gabinete", "Cargo o institución": "Ministerio de Hacienda", "Cómo asistió": "Presencial" });
        await addRow(page, "Quiénes asistieron", { Nombre: "Contraparte técnica", "Cargo o institución": "Subdere", "Cómo asistió": "Telemática" });
        const agreement = await addRow(page, "Acuerdos", { Punto: "Otra materia", "Qué se acordó": "Publicar el plan de datos", Plazo: "2026-09-15" });
        await choose(agreement, /^Responsable/, "Subsecretario", /^Subsecretario.*Hacienda/);
        await page.getByText(/^Guardado el/).waitFor();
        await inOrder(page);
        await send(page, "Revisar y enviar", "Registrar la sesión");
        await receipt(page);
      },
      360,
    );
    let minuta;
    await as(secretary, async (page) => {
      await page.goto(`/procesos/${meeting}`);
      await page.getByRole("link", { name: /^Minuta de la reunión 2/ }).click();
      await page.getByRole("heading", { level: 1, name: /^Minuta de la reunión 2/ }).waitFor();
      minuta = new URL(page.url()).pathname;
    });
    await as(members[0], async (page) => {
      await page.goto(minuta);
      await page.getByText("Publicar el plan de datos").waitFor();
      await inOrder(page);
      await page.emulateMedia({ media: "print" });
      await page.getByText("Publicar el plan de datos").waitFor();
      await page.getByRole("button", { name: "Imprimir" }).waitFor({ state: "hidden" });
    });
  });
});

describe.sequential("a session of a council of forty seats", () => {
  const seats = 40;
  const council = "consejo-regional";
  const clerk = "coordinacion-interministerial";
  let dissenter;

  /** From the agenda to the citation, without clicking: the first session of this file did. */
  async function call(day) {
    await server.act(clerk, "submit", {
      answers: { fecha: day, hora: "10:00", minutos: 90, lugar: "Salón de plenarios", puntos: [{ titulo: "Presupuesto regional 2027", para: "Decisión" }] },
    });
  }

  beforeAll(async () => {
    const coordinator = await enterApi(server.url, "coordinacion");
    const institutions = (await coordinator("/api/organisation/institutions?pageSize=200")).items
      .filter((one) => one.regime === "Pmg").slice(0, seats - 1);
    dissenter = institutions.at(-1).name;
    await server.import("committees", `code,name,valid_from\n${council},Consejo Regional,2026-01-01\n`);
    await server.import(
      "seats",
      ["committee,seat,role,basis,of_role,of_scope,valid_from",
        `${council},Secretaría,committee.secretary,cargo,national.interministerialCoordination,CL,2026-01-01`,
        `${council},Presidencia,committee.president,cargo,ministry.undersecretary,HAC,2026-01-01`,
        ...institutions.map(({ code, name }) => `${council},"${name}",committee.member,cargo,institution.head,${code},2026-01-01`)].join("\n"),
    );
    await server.open("comite-sesion", `${council}/1`, { body: council, committee: council, tipo: "ordinaria", cierre: "2026-08-13", liviana: false });
    server.turnTo("2026-08-17T09:00:00-04:00");
  });

  test("every seat is written down on a phone, and whoever votes against is found by name", async () => {
    await call("2026-08-24");
    server.turnTo("2026-08-24T10:05:00-04:00");
    await as(
      clerk,
      async (page) => {
        await openTask(page, /^Sesión ordinaria 1/);
        await inOrder(page);
        await page.getByRole("button", { name: `Entran los ${seats} que faltan` }).click();
        await page.getByText(/^Hay quórum: asisten 40/).first().waitFor();
        await page.getByText("Votos de 40 asientos: faltan 40").click();
        await page.getByLabel(`Voto de ${dissenter} en el punto 1`).selectOption("En contra");
        await page.getByLabel(/^Razones/).fill("Falta el detalle por comuna.");
        await page.getByRole("button", { name: "Registrar el voto" }).click();
        await page.getByText("Votos de 40 asientos: faltan 39").waitFor();
        await page.getByRole("button", { name: "Todos los presentes a favor: punto 1" }).click();
        await page.getByText(/^Aprobado/).first().waitFor();
        await page.getByText("Votos de 40 asientos", { exact: true }).click();
        await inOrder(page);
        await page.getByLabel("Buscar un asiento").fill(dissenter);
        await page.getByRole("button", { name: `Sale: ${dissenter}` }).waitFor();
        await inOrder(page);
      },
      360,
    );
  });

  test("it changes its date, and everybody is called again", async () => {
    await as(clerk, async (page) => {
      await openTask(page, /^Sesión ordinaria 1/);
      await answer(page, { "Qué pasó con la sesión": "Se cambia de fecha" });
      await answer(page, { "Nueva fecha": "2026-09-02", "Nueva hora, como 10:00": "11:00", Motivo: "Falta el informe de la Contraloría." });
      await page.getByText(/^Guardado el/).waitFor();
      await inOrder(page);
      await send(page, "Revisar y enviar", "Registrar la sesión");
      await receipt(page);
    });
  });

  test("it is suspended, and its process says why", async () => {
    server.turnTo("2026-09-02T10:30:00-04:00");
    await as(
      clerk,
      async (page) => {
        await openTask(page, /^Sesión ordinaria 1/);
        await answer(page, { "Qué pasó con la sesión": "Se suspende" });
        await answer(page, { Motivo: "Emergencia en la región." });
        await page.getByText(/^Guardado el/).waitFor();
        await send(page, "Revisar y enviar", "Registrar la sesión");
        await receipt(page);
        await page.goto("/procesos");
        await page.getByRole("link", { name: /^Sesión 1, Consejo Regional/ }).click();
        await page.getByText("Emergencia en la región.").waitFor();
        await inOrder(page);
      },
      360,
    );
  });
});
