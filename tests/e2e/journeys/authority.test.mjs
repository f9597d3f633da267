import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBrowser } from "../browser.mjs";
import { inOrder, journeyIn } from "../journey.mjs";
import { linkIn } from "../mails.mjs";
import { openServerAt } from "../server.mjs";

// Three that do not deliver Hito 1 by Friday 5 March 2027: a service of a second undersecretariat, a regional government and a service of a region.
const tourism = { code: "pe-ser-00102", name: "Servicio Nacional de Turismo", undersecretary: "subsecretario.subtur", minister: "ministro.eco" };
const gore = { code: "pe-gor-00570", name: "Gobierno Regional de la Región de Valparaíso" };
const schools = { code: "pe-ser-00605", name: "Servicio Local de Educación Pública de Valparaíso", undersecretary: "subsecretario.edu", minister: "ministro.edu" };
const familiar = /(?<!\p{L})(?:tú|tu|tus|te|tienes|puedes|debes|recibes)(?!\p{L})/iu;

let browser, server;
const { as, visit } = journeyIn(() => ({ browser, server: server.url, now: server.now() }));

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), openServerAt("2027-02-15T10:00:00-03:00")]);
  for (const { code } of [tourism, gore, schools]) {
    await server.open("transformacion-digital-hito-1", code, { institution: code.toUpperCase(), year: 2027 });
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The mail of a day of lateness about an institution that somebody got, once it is there. */
function arrived(person, day, { name }) {
  return vi.waitFor(
    () => {
      const mail = about(day, name).find((one) => one.to.includes(`${person}@example.cl`));
      if (!mail) throw new Error(`${person} got no mail of the ${day} about ${name}.`);
      return mail;
    },
    { timeout: 60_000, interval: 200 },
  );
}

const about = (day, name) => server.mails().filter((mail) => mail.subject.startsWith(`${day} día hábil de atraso`) && mail.subject.includes(name));

/** The personal link at a desk and on a phone: about whom it is, in usted, and nothing done by looking. */
async function linkPage(mail, institution) {
  const page = await visit();
  await page.goto(linkIn(mail));
  await page.getByText(institution).first().waitFor();
  await page.getByText(/Espera su respuesta/).first().waitFor();
  expect(await page.getByRole("main").innerText()).not.toMatch(familiar);
  await inOrder(page);
  await page.context().close();
}

describe.sequential("three late deliveries reach the right authority", () => {
  test("before it: who would hear of each, and through which undersecretariat", () =>
    as("coordinacion", async (page) => {
      await page.goto(`/organizacion/lugares/${tourism.code.toUpperCase()}/cargos`);
      await page.getByRole("heading", { name: "De qué subsecretaría depende" }).waitFor();
      await page.getByRole("link", { name: "Subsecretaría de Turismo" }).waitFor();
      await page.getByText("Por confirmar", { exact: true }).waitFor();
      await inOrder(page);
      await page.getByRole("button", { name: "Confirmar la subsecretaría" }).click();
      await page.getByLabel(/^Ley, decreto o motivo/).fill("Ley 20.423");
      await page.getByRole("button", { name: "Confirmar", exact: true }).click();
      await page.getByText("(Ley 20.423)").waitFor();
      expect(await page.getByText("Por confirmar", { exact: true }).count()).toBe(0);
      await inOrder(page);

      await page.goto("/organizacion?ver=por-confirmar");
      await inOrder(page);
      const search = page.getByLabel("Buscar por servicio, subsecretaría o ministerio");
      await search.fill("educacion publica de valparaiso");
      await page.getByRole("link", { name: schools.name }).waitFor();
      await search.fill(gore.name);
      await page.getByText("Nada cumple con estos filtros").waitFor();
    }));

  test("the head of service hears at three days; of a regional government its administrator", async () => {
    for (const day of ["2027-03-08T09:00:00-03:00", "2027-03-10T09:00:00-03:00"]) {
      server.turnTo(day);
      await arrived(`pmg.${gore.code}`, "Primer", gore);
    }
    for (const one of [tourism, schools]) expect((await arrived(`jefatura.${one.code}`, "Tercer", one)).text).not.toMatch(familiar);
    expect((await arrived(`administracion-regional.${gore.code}`, "Tercer", gore)).text).not.toMatch(familiar);
  });

  test("at five days each hears through its own line, and no other authority does", async () => {
    server.turnTo("2027-03-12T09:00:00-03:00");
    await as("coordinacion", async (page) => {
      await page.goto("/avisos-retenidos");
      await page.getByRole("row", { name: /Subsecretario.*Turismo/ }).first().waitFor();
    });
    server.turnTo("2027-03-12T13:00:00-03:00");

    const ofTourism = await arrived(tourism.undersecretary, "Quinto", tourism);
    const ofSchools = await arrived(schools.undersecretary, "Quinto", schools);
    const ofGore = await arrived(`gobernacion.${gore.code}`, "Quinto", gore);
    for (const mail of [ofTourism, ofSchools, ofGore]) expect(mail.text).not.toMatch(familiar);
    expect(ofTourism.text).toContain("Subsecretario/a (Subsecretaría de Turismo)");
    expect(ofSchools.text).toContain("Subsecretario/a (Subsecretaría de Educación)");
    expect(ofTourism.text).not.toContain("colaboración");
    expect(ofGore.text).toContain("Solicitamos su colaboración para que la entrega llegue.");
    expect(ofGore.text).not.toMatch(/instru/i);

    const all = (name) => about("Quinto", name).flatMap((mail) => mail.to);
    expect(all(tourism.name).filter((to) => to.startsWith("subsecretario."))).toEqual(["subsecretario.subtur@example.cl"]);
    expect(all(schools.name).filter((to) => /^(subsecretario|gobernacion|delegacion)\./.test(to))).toEqual(["subsecretario.edu@example.cl"]);
    expect(all(gore.name).filter((to) => /^(subsecretario|ministro|pmg\.int|gabinete|delegacion)/.test(to))).toEqual([]);

    await linkPage(ofTourism, tourism.name);
    await linkPage(ofGore, gore.name);
    await linkPage(ofSchools, schools.name);
  });

  test("at ten days the ministers of the two hear, and the governor again", async () => {
    server.turnTo("2027-03-19T09:00:00-03:00");
    await as("coordinacion", async (page) => {
      await page.goto("/avisos-retenidos");
      await page.getByRole("row", { name: /Ministro.*Turismo/ }).first().waitFor();
    });
    server.turnTo("2027-03-19T13:00:00-03:00");
    for (const one of [tourism, schools]) expect((await arrived(one.minister, "Décimo", one)).text).not.toMatch(familiar);
    expect((await arrived(`gobernacion.${gore.code}`, "Décimo", gore)).text).toContain("Solicitamos su colaboración");
    expect(about("Décimo", gore.name).flatMap((mail) => mail.to).filter((to) => /^ministro/.test(to))).toEqual([]);
  });
});
