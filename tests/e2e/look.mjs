// Takes a picture of pages, wide and narrow, and says what axe finds:
//   npm run look -- http://localhost:5080 coordinacion@example.cl /procesos /correos
//   npm run look -- --modes http://localhost:5080 coordinacion@example.cl /procesos
// With --modes also at a zoom of 200 %, in high contrast and in the system's forced colours. The pictures go to artifacts/look/.
import { mkdirSync } from "node:fs";
import { accessibilityProblems, enter, isWiderThanScreen, openBrowser, openPage, untilDrawn } from "./browser.mjs";

const [server, email, ...addresses] = process.argv.slice(2).filter((word) => word !== "--modes");
const usual = [{ name: "1280", width: 1280 }, { name: "360", width: 360 }];
const others = [
  // A zoom of 200 % is half as many pixels of the page, drawn twice as large.
  { name: "zoom", width: 640, scale: 2 },
  { name: "contraste", width: 1280, media: { contrast: "more" } },
  { name: "contraste-360", width: 360, media: { contrast: "more" } },
  { name: "forzado", width: 1280, media: { forcedColors: "active" } },
];
const modes = process.argv.includes("--modes") ? [...usual, ...others] : usual;
const folder = new URL("../../artifacts/look/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();

for (const { name, width, scale, media } of modes) {
  const page = await openPage(browser, server, width, scale);
  if (media) await page.emulateMedia(media);
  page.on("console", (message) => message.type() === "error" && console.log(`  console: ${message.text()}`));
  if (email !== "-") await enter(page, email);
  for (const address of addresses) {
    await page.goto(address, { waitUntil: "load" });
    await untilDrawn(page);
    const picture = `${folder}${address.replaceAll(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "inicio"}-${name}.png`;
    await page.screenshot({ path: picture, fullPage: true });
    // Colours of the system replace those of the page: axe still judges the page's.
    const problems = (await accessibilityProblems(page)).filter((problem) => !media?.forcedColors || !problem.startsWith("color-contrast"));
    console.log(`${name} ${address}: ${problems.length} axe${(await isWiderThanScreen(page)) ? ", WIDER THAN THE SCREEN" : ""} → ${picture}`);
    for (const problem of problems) console.log(`  ${problem}`);
  }
  await page.context().close();
}
await browser.close();
