// What a person waits for: the bytes of the first load, compressed, the time of going from one page to another and of drawing the stage of all
// institutions, and how much the page moves under the reader while it is drawn.
//   npm run measure -- http://localhost:5080
// The server has to be a published one with demo accounts: only publishing compresses the client as people get it.
import { enter, openBrowser, openPage, untilDrawn } from "./browser.mjs";

const server = process.argv[2];
if (!server) throw new Error("Say where the published server is: npm run measure -- http://localhost:5080");
const browser = await openBrowser();
const largeFile = 10_000;
const routes = ["Procesos", "Etapas", "Correos", "Programador", "Mis tareas"];

/** Opens an address with nothing kept from before, and adds up what came over the wire. */
async function firstLoad(address, prepare) {
  const page = await openPage(browser, server);
  await prepare?.(page);
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0, files = 0;
  const names = new Map();
  wire.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, `${new URL(response.url).pathname} (${response.headers["content-encoding"] ?? response.headers["Content-Encoding"] ?? "as it is"})`));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    files++;
    if (encodedDataLength > largeFile) console.log(`  ${(encodedDataLength / 1000).toFixed(1)} kB ${names.get(requestId)}`);
  });
  await page.goto(address);
  await untilDrawn(page);
  await page.evaluate(() => document.fonts.ready);
  console.log(`${address}: ${(bytes / 1000).toFixed(1)} kB in ${files} answers`);
  await page.context().close();
}

/** From the click to the heading of the next page, whose code came before: its first visit is not counted. */
async function routeChanges() {
  const page = await openPage(browser, server);
  await enter(page, "coordinacion@example.cl");
  const taken = [];
  for (let round = 0; round < 6; round++) {
    for (const route of routes) {
      const link = page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: route, exact: true, includeHidden: true });
      const millis = await link.evaluate(
        (element, name) =>
          new Promise((resolve) => {
            const start = performance.now();
            const look = () => (document.querySelector("h1")?.textContent === name ? resolve(performance.now() - start) : requestAnimationFrame(look));
            element.click();
            look();
          }),
        route,
      );
      if (round > 0) taken.push(millis);
    }
  }
  taken.sort((one, other) => one - other);
  console.log(`route changes: median ${taken[taken.length >> 1].toFixed(0)} ms, p95 ${taken[Math.floor(taken.length * 0.95)].toFixed(0)} ms, worst ${taken.at(-1).toFixed(0)} ms of ${taken.length}`);
  await page.context().close();
}

const stage = "/etapas/pmg-formulacion/2027";

/** From the click on its name until its rows are drawn, its code already there; and from nothing, as whoever follows a link. */
async function stageDrawn() {
  const page = await openPage(browser, server);
  await enter(page, "coordinacion@example.cl");
  const fromLink = [], fromNothing = [];
  for (let round = 0; round < 8; round++) {
    await page.goto(stage, { waitUntil: "commit" });
    await page.locator("table tbody tr").nth(49).waitFor();
    fromNothing.push(await page.evaluate(() => performance.now()));
    await page.goto("/etapas");
    const link = page.locator(`a[href="${stage}"]`).first();
    await link.waitFor();
    fromLink.push(
      await link.evaluate(
        (element) =>
          new Promise((resolve) => {
            const start = performance.now();
            // Drawn is what the next frame shows.
            const look = () => (document.querySelectorAll("table tbody tr").length >= 50 ? requestAnimationFrame(() => resolve(performance.now() - start)) : requestAnimationFrame(look));
            element.click();
            look();
          }),
      ),
    );
  }
  const words = (times) => {
    const sorted = times.slice(1).sort((one, other) => one - other);
    return `median ${sorted[sorted.length >> 1].toFixed(0)} ms, worst ${sorted.at(-1).toFixed(0)} ms of ${sorted.length}`;
  };
  console.log(`stage drawn, from its link: ${words(fromLink)}; from an empty page: ${words(fromNothing)}`);
  await page.context().close();
}

/** How much of the page jumped while it was drawn, as browsers count it: what a person did not cause. */
async function layoutShift(email, addresses) {
  const page = await openPage(browser, server);
  await page.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => !entry.hadRecentInput && (globalThis.shifted += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  if (email) await enter(page, email);
  for (const address of addresses) {
    await page.goto(address);
    await untilDrawn(page);
    await page.evaluate(() => document.fonts.ready);
    // What came last has been painted, and counted.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 500)))));
    console.log(`layout shift of ${address}: ${(await page.evaluate(() => globalThis.shifted)).toFixed(3)}`);
  }
  await page.context().close();
}

await firstLoad("/ingresar");
await firstLoad("/tareas", (page) => enter(page, "pmg.pe-agn-00599@example.cl"));
await routeChanges();
await stageDrawn();
await layoutShift(undefined, ["/", "/ingresar"]);
await layoutShift("coordinacion@example.cl", ["/coordinacion", stage, "/procesos", "/correos", "/calendario", "/programador"]);
await layoutShift("pmg.pe-agn-00599@example.cl", ["/tareas"]);
await layoutShift("gabinete.eco@example.cl", ["/semana", "/alertas"]);
await browser.close();
