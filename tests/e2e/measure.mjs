// What a person waits for: the bytes of the first load, compressed, and the time of going from one page to another.
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

await firstLoad("/ingresar");
await firstLoad("/tareas", (page) => enter(page, "pmg.pe-agn-00599@example.cl"));
await routeChanges();
await browser.close();
