import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBrowser, picture } from "../browser.mjs";
import { inOrder, journeyIn, openTask, receipt, send } from "../journey.mjs";
import { linkIn } from "../mails.mjs";
import { enterApi, openServerAt } from "../server.mjs";

// An institution that does not deliver Hito 1 by Friday 5 March 2027 at 18:30, up to its minister; another that does after level 3.
const silent = "pe-agn-00599";
const other = "ca-con-00725";
const task = "Entregar el formulario del Hito 1";

let browser, server;
const { as, visit } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-02-15T10:00:00-03:00")]);
  for (const institution of [silent, other]) {
    await server.open("transformacion-digital-hito-1", institution, { institution: institution.toUpperCase(), year: 2027 });
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The last mail that this person got with such a subject, once it is there. */
function arrived(person, subject) {
  return vi.waitFor(
    () => {
      const mail = server.mails().filter((one) => one.to.includes(`${person}@example.cl`) && subject.test(one.subject)).at(-1);
      if (!mail) throw new Error(`${person} got no mail like ${subject}.`);
      return mail;
    },
    { timeout: 30_000, interval: 200 },
  );
}

const levels = (subject) => server.mails().filter((mail) => subject.test(mail.subject)).length;

describe.sequential("a deliverable that does not come", () => {
  test("its people are reminded twice, and told when the term has passed", async () => {
    server.turnTo("2027-02-26T09:00:00-03:00");
    await arrived(`pmg.${silent}`, /^Recordatorio/);
    server.turnTo("2027-03-04T09:00:00-03:00");
    await vi.waitFor(() => expect(server.mails().filter((mail) => mail.to.includes(`pmg.${silent}@example.cl`) && /^Recordatorio/.test(mail.subject)).length).toBe(2), {
      timeout: 30_000, interval: 200,
    });
    server.turnTo("2027-03-08T09:00:00-03:00");
    const first = await arrived(`pmg.${silent}`, /^Primer día hábil de atraso/);

    expect(first.text).toContain("5 de marzo de 2027 a las 18:30");
    expect(first.text).toContain("miércoles 10/03/2027");
  });

  test("the head of service hears of it, and by name who is next", async () => {
    server.turnTo("2027-03-10T09:00:00-03:00");
    const mail = await arrived(`jefatura.${silent}`, /^Tercer día hábil de atraso/);

    expect(mail.text).toContain("viernes 12/03/2027");
    expect(linkIn(mail)).toBeDefined();
  });

  test("the notice of level 3 is held, and the coordinator corrects it and suspends that of another", async () => {
    server.turnTo("2027-03-12T09:00:00-03:00");
    await as("coordinacion", async (page) => {
      await page.goto("/avisos-retenidos");
      await page.getByRole("row", { name: /Subsecretario.*Inversión Extranjera/ }).getByRole("button", { name: "Revisar" }).click();
      const notice = page.getByRole("dialog", { name: "Aviso retenido" });
      await notice.getByRole("textbox", { name: "Texto" }).fill(`Hablamos con la institución esta mañana.\n\n${await notice.getByRole("textbox", { name: "Texto" }).inputValue()}`);
      await notice.getByLabel(/^Motivo/).fill("Falta decir que hablamos con ellos.");
      await inOrder(page);
      await picture(page, "aviso-retenido");
      await notice.getByRole("button", { name: "Guardar la corrección" }).click();
      await page.getByText("(corregido)").first().waitFor();

      await page.getByRole("row", { name: /Subsecretario.*Televisión/ }).getByRole("button", { name: "Revisar" }).click();
      await notice.getByLabel(/^Suspender el aviso/).check();
      await notice.getByLabel(/^Motivo/).fill("Entregarán el lunes.");
      await notice.getByRole("button", { name: "Suspender el aviso" }).click();
      await page.getByRole("row", { name: /Subsecretario.*Televisión/ }).waitFor({ state: "detached" });
      await inOrder(page);
    });
    expect(levels(/^Quinto día hábil de atraso/)).toBe(0);

    server.turnTo("2027-03-12T13:00:00-03:00");
    const mail = await arrived("subsecretario.eco", /^Quinto día hábil de atraso/);
    expect(mail.text).toMatch(/^Hablamos con la institución esta mañana\./);
  });

  test("what the coordinator stopped is in «Lo que no salió»", () =>
    as("coordinacion", async (page) => {
      await page.goto("/no-salio");
      await page.getByText(/Entregarán el lunes/).first().waitFor();
      await page.getByText(/5 días hábiles después\. Para Subsecretario/).waitFor();
      await inOrder(page);
    }));

  test("the cabinet takes note by order of the undersecretary, on a phone", () =>
    as(
      "gabinete.eco",
      async (page) => {
        await page.goto("/alertas");
        await page.getByText(/Espera su respuesta/).first().waitFor();
        await page.getByText(/Actúa por orden de Subsecretario/).waitFor();
        await inOrder(page);
        await page.getByRole("button", { name: "Tomar conocimiento" }).first().click();
        await page.getByText(/Por orden de Subsecretario/).first().waitFor();
        await inOrder(page);
      },
      360,
    ));

  test("the one that delivers after level 3 never reaches its minister", async () => {
    server.turnTo("2027-03-15T10:00:00-03:00");
    const officer = await enterApi(server.url, `pmg.${other}`);
    const [{ id }] = (await officer("/api/tasks")).items;
    const answers = { coordinacion: "Jefatura de Planificación", comite: true, procedimientos: 3, compromiso: "Digitalizar las denuncias." };
    expect((await officer(`/api/tasks/${id}/acts/submit`, { answers })).receipt.timeliness).toBe("extemporaneous");
  });

  test("the minister opens the link of the mail: looking does nothing, one click acts, and the link serves once", async () => {
    server.turnTo("2027-03-19T09:00:00-03:00");
    await as("coordinacion", async (page) => {
      await page.goto("/avisos-retenidos");
      await page.getByRole("row", { name: /Ministro.*Inversión Extranjera/ }).waitFor();
    });
    server.turnTo("2027-03-19T13:00:00-03:00");
    const link = linkIn(await arrived("ministro.eco", /^Décimo día hábil de atraso/));

    const [page, forwarded] = [await visit(360), await visit()];
    for (const one of [forwarded, page, page]) {
      await one.goto("about:blank");
      await one.goto(link);
      await one.getByText(/Espera su respuesta:/).waitFor();
    }
    await inOrder(page);
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, "enlace-de-autoridad");
    await page.getByRole("button", { name: "Tomar conocimiento" }).click();
    await page.getByText("Su respuesta quedó registrada").waitFor();
    await inOrder(page);

    await forwarded.getByLabel(/^Instruir/).check();
    await forwarded.getByLabel(/^Qué instruye/).fill("Entrega el lunes.");
    await forwarded.getByRole("button", { name: "Instruir" }).click();
    await forwarded.getByText("Este enlace ya se usó. Entre con su cuenta si necesita hacer algo más.").waitFor();
    await inOrder(forwarded);
    await Promise.all([page.context().close(), forwarded.context().close()]);
    expect(server.mails().filter((mail) => /^Décimo día hábil de atraso/.test(mail.subject) && mail.to.includes("ministro.segegob@example.cl"))).toEqual([]);
  });

  test("delivering ends it: the alerts say so and nothing more leaves", async () => {
    await as(`pmg.${silent}`, async (page) => {
      await openTask(page, task);
      await page.getByLabel(/^Cargo de quien coordina/).fill("Jefatura de Planificación");
      await page.getByLabel(/^Hay un comité/).selectOption("yes");
      await page.getByLabel(/^Cuántos procedimientos/).fill("12");
      await page.getByLabel(/^Qué compromete/).fill("Digitalizar las solicitudes que llegan de regiones.");
      await send(page, "Revisar y entregar", "Entregar");
      await receipt(page);
    });
    const before = levels(/Entregar el formulario.*/);
    server.turnTo("2027-03-26T13:00:00-03:00");
    await as("ministro.eco", async (page) => {
      await page.goto("/alertas");
      await page.getByText("No hay tareas atrasadas que esperen su respuesta.").waitFor();
      await page.getByLabel("Mostrar también las entregadas").check();
      await page.getByText("La tarea ya se entregó").first().waitFor();
      await inOrder(page);
    });
    expect(levels(/Entregar el formulario.*/)).toBe(before);
  });
});
