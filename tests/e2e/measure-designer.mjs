// What whoever draws a flow of 150 steps waits for: its code, opening it, a step under the mouse, the difference of two versions, saving.
//   npm run measure-designer -- http://localhost:5080
// The server has to be a published one with demo accounts, that nobody else uses. Dragging is held against a page with 150 plain nodes of React Flow, built
// the same way and dragged in turns.
import { build } from "../../src/Workflows.Designer/node_modules/vite/dist/node/index.js";
import { enter, openBrowser, openPage } from "./browser.mjs";

const server = process.argv[2];
if (!server) throw new Error("Say where the published server is: npm run measure-designer -- http://localhost:5080");
const flowId = "ciento-cincuenta-pasos";
const browser = await openBrowser();
const page = await openPage(browser, server);
await enter(page, "coordinacion@example.cl");

/** Steps in rows of fifteen, each with a role and a term, every fifth one sent back to the one before. */
function longFlow() {
  const input = (value) => ({ typeName: typeof value === "string" ? "String" : "Object", expression: { type: typeof value === "string" ? "Literal" : "Object", value } });
  const at = (number) => ({ designer: { position: { x: (number % 15) * 280, y: Math.floor(number / 15) * 150 }, size: { width: 220, height: 80 } } });
  const middle = Array.from({ length: 148 }, (_, index) => ({
    id: `p${index + 1}`, name: `p${index + 1}`, type: "Workflows.Review", version: 1, customProperties: {}, metadata: { ...at(index + 1), displayText: `Revisión ${index + 1}` },
    title: input(`Revisión ${index + 1}`), role: input("national.coordinator"), deadline: input({ term: { workingDays: 5 } }),
  }));
  const ids = ["inicio", ...middle.map(({ id }) => id), "termino"];
  const arrow = (from, port, to) => ({ source: { activity: from, port }, target: { activity: to, port: "In" }, vertices: [] });
  return {
    definitionId: flowId, name: "Ciento cincuenta pasos", version: 1, variables: [], inputs: [], outputs: [], outcomes: [], customProperties: {},
    root: {
      id: "flujo", type: "Elsa.Flowchart", version: 1, customProperties: {}, metadata: {}, variables: [],
      activities: [
        { id: "inicio", name: "inicio", type: "Elsa.Start", version: 1, customProperties: {}, metadata: { ...at(0), displayText: "Inicio" } }, ...middle,
        { id: "termino", name: "termino", type: "Elsa.Finish", version: 1, customProperties: {}, metadata: { ...at(149), displayText: "Término" } },
      ],
      connections: [
        ...ids.slice(1).map((id, index) => arrow(ids[index], index === 0 ? "Done" : "Approved", id)),
        ...middle.flatMap(({ id }, index) => (index % 5 === 4 ? [arrow(id, "Returned", middle[index - 1].id)] : [])),
      ],
    },
  };
}

const median = (times) => times.toSorted((one, other) => one - other)[times.length >> 1];
const words = (times) => `median ${median(times).toFixed(1)} ms, p95 ${times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)].toFixed(1)} ms of ${times.length}`;

/** Saves as the page does, from the page, and says what the answers took. */
const save = (document, rounds) =>
  page.evaluate(async ({ document, rounds }) => {
    const { csrfToken } = await (await fetch("/api/session")).json();
    const address = `/api/definitions/${document.definitionId}/draft`;
    let tag;
    const known = await fetch(`/api/definitions?definitionId=${document.definitionId}`);
    if ((await known.json()).total > 0) tag = (await (await fetch(`/api/definitions/${document.definitionId}`)).json()).eTag;
    const taken = [];
    for (let round = 0; round < rounds; round++) {
      const body = JSON.stringify({ ...document, description: `Vuelta ${round}` });
      const start = performance.now();
      const answer = await fetch(address, { method: "PUT", body, headers: { "Content-Type": "application/json", "X-CSRF-Token": csrfToken, ...(tag && { "If-Match": tag }) } });
      taken.push(performance.now() - start);
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
      tag = (await answer.json()).eTag;
    }
    return taken;
  }, { document, rounds });

/** What comes over the wire until the flow can be worked on. */
async function routeSize() {
  const fresh = await openPage(browser, server);
  await enter(fresh, "coordinacion@example.cl");
  const wire = await fresh.context().newCDPSession(fresh);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await fresh.goto(`/flujos/${flowId}`);
  await fresh.locator(".react-flow__node").first().waitFor();
  await fresh.getByText(/^Nada impide publicar|Impide publicar|Aviso/).first().waitFor();
  console.log(`designer with its flow, everything: ${(bytes / 1000).toFixed(0)} kB (limit 1 000 kB)`);
  await fresh.context().close();
}

/** From the click on its name until its steps are drawn and the page answers, its code already there. */
async function opened() {
  const taken = [];
  for (let round = 0; round < 8; round++) {
    await page.goto("/flujos");
    const link = page.locator(`a[href="/flujos/${flowId}"]`).first();
    await link.waitFor();
    taken.push(
      await link.evaluate(
        (element) =>
          new Promise((resolve) => {
            const start = performance.now();
            // Interactive is when the browser has painted the steps and takes a turn for something else.
            const look = () =>
              document.querySelectorAll(".react-flow__node").length > 0 && document.querySelector(".react-flow__node strong")
                ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start), 0))
                : requestAnimationFrame(look);
            element.click();
            look();
          }),
      ),
    );
  }
  console.log(`150 steps open and interactive: ${words(taken.slice(1))} (limit 1 000 ms)`);
}

/** The times between frames while a step is dragged to and fro. */
async function framesOf(target) {
  const node = target.locator(".react-flow__node").filter({ visible: true }).nth(3);
  const box = await node.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await target.mouse.move(x, y);
  await target.mouse.down();
  await target.mouse.move(x + 5, y + 5);
  await target.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const look = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      if (globalThis.frames) requestAnimationFrame(look);
    };
    globalThis.stop = () => {
      const { frames } = globalThis;
      globalThis.frames = null;
      return frames.slice(1);
    };
    requestAnimationFrame(look);
  });
  for (let step = 0; step < 90; step++) await target.mouse.move(x + 60 * Math.sin(step / 7), y + 40 * Math.cos(step / 7));
  const frames = await target.evaluate(() => globalThis.stop());
  await target.mouse.up();
  return frames;
}

/** The page that it is held against, with what it is built of. */
async function plainPage() {
  const from = new URL("../../src/Workflows.Designer/", import.meta.url).pathname;
  const modules = ["react-dom/client", "react/jsx-runtime", "react-dom", "react", "@xyflow/react/dist/style.css", "@xyflow/react"];
  const { output } = await build({
    configFile: false, root: from, logLevel: "error", mode: "production", define: { "process.env.NODE_ENV": '"production"' },
    resolve: { alias: modules.map((find) => ({ find: new RegExp(`^${find}$`), replacement: find.includes("/client") || find.includes("jsx-runtime") ? `${from}node_modules/${find}.js` : `${from}node_modules/${find}` })) },
    oxc: { jsx: { runtime: "automatic" } },
    build: { write: false, minify: true, rollupOptions: { input: new URL("plain-flow.jsx", import.meta.url).pathname } },
  });
  const script = output.find((one) => one.type === "chunk").code;
  const style = output.find((one) => one.fileName.endsWith(".css"))?.source ?? "";
  const plain = await openPage(browser, server);
  await plain.route("**/plain-flow", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><meta charset="utf-8"><style>${style}</style><body><script type="module">${script.replaceAll("</script", "<\\/script")}</script>` }));
  await plain.goto("/plain-flow");
  await plain.locator(".react-flow__node").first().waitFor();
  return plain;
}

const flow = longFlow();
await save(flow, 1);
console.log(`saving a draft of 150 steps (${(JSON.stringify(flow).length / 1000).toFixed(0)} kB), with the way to the server and back: ${words((await save(flow, 21)).slice(1))} (limit 100 ms)`);
await routeSize();
await opened();

const plain = await plainPage();
await page.goto(`/flujos/${flowId}`);
await page.locator(".react-flow__node").first().waitFor();
// Both pages show every step.
await page.getByRole("button", { name: "Ver todo" }).click();
const [ours, theirs] = [[], []];
for (let turn = 0; turn < 5; turn++) {
  theirs.push(...(await framesOf(plain)));
  ours.push(...(await framesOf(page)));
}
console.log(`frames while dragging: ours ${words(ours)}; plain React Flow ${words(theirs)}; ratio of medians ${(median(ours) / median(theirs)).toFixed(2)} (limit 1.5)`);

const difference = await plain.evaluate((document) => {
  const other = structuredClone(document);
  for (const [at, activity] of other.root.activities.entries()) if (at % 3 === 0) activity.metadata.displayText = `${activity.metadata.displayText} otra vez`;
  other.root.connections.splice(10, 5);
  const palette = { steps: [], fields: [], ports: {} };
  return Array.from({ length: 9 }, () => {
    const start = performance.now();
    globalThis.differenceOf(document, other, palette);
    return performance.now() - start;
  });
}, flow);
console.log(`difference of two versions of 150 steps: ${words(difference.slice(1))} (limit 200 ms)`);
await browser.close();
