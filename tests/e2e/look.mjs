// Takes a picture of pages, wide and narrow, and says what axe finds:
//   npm run look -- http://localhost:5080 coordinacion@example.cl /procesos /correos
// The pictures go to artifacts/look/.
import { mkdirSync } from "node:fs";
import { accessibilityProblems, enter, isWiderThanScreen, openBrowser, openPage, untilDrawn } from "./browser.mjs";

const [server, email, ...addresses] = process.argv.slice(2);
const folder = new URL("../../artifacts/look/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();

for (const width of [1280, 360]) {
  const page = await openPage(browser, server, width);
  page.on("console", (message) => message.type() === "error" && console.log(`  console: ${message.text()}`));
  if (email !== "-") await enter(page, email);
  for (const address of addresses) {
    await page.goto(address, { waitUntil: "load" });
    await untilDrawn(page);
    const picture = `${folder}${address.replaceAll(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "inicio"}-${width}.png`;
    await page.screenshot({ path: picture, fullPage: true });
    const problems = await accessibilityProblems(page);
    console.log(`${width} ${address}: ${problems.length} axe${(await isWiderThanScreen(page)) ? ", WIDER THAN THE SCREEN" : ""} → ${picture}`);
    for (const problem of problems) console.log(`  ${problem}`);
  }
  await page.context().close();
}
await browser.close();
