import axe from "axe-core";
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** The distribution's Chromium; CHROMIUM names another. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/** A page of its own, as a person at a desk (1280) or with a phone (360) sees it. */
export async function openPage(browser, server, width = 1280, scale = 1) {
  const context = await browser.newContext({
    baseURL: server, viewport: { width, height: width < 600 ? 740 : 900 }, deviceScaleFactor: scale, locale: "es-CL", timezoneId: "America/Santiago",
  });
  // A server that has just been moved months ahead has months of notices to prepare. PATIENCE, in milliseconds, is for whoever mends a journey.
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? 60_000));
  return context.newPage();
}

/** Enters with a demo account through the login page. */
export async function enter(page, email, password = "demo") {
  await page.goto("/ingresar");
  await page.getByLabel(/^Correo/).fill(email);
  await page.getByLabel(/^Clave/).fill(password);
  await page.getByRole("button", { name: "Ingresar", exact: true }).click();
  await page.getByRole("button", { name: /^Tu menú/ }).waitFor();
}

/** Until the page has its heading and waits for no answer. Live pages keep a connection open, so "network idle" never comes. */
export async function untilDrawn(page) {
  await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
  await page.locator("[data-waiting]").first().waitFor({ state: "detached" });
}

/** What axe finds wrong with the page as it stands: the rule and the places, nothing when it is in order. */
export async function accessibilityProblems(page) {
  // Half-way from one colour to another is no colour to judge.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished)));
  // Injected as the test's own code: the page's policy lets nobody else add a script.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const found = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  return [...found, ...(await page.evaluate(invisibleWords)).map((words) => `words in the colour of what they stand on: ${words}`)];
}

/** What axe leaves as undecided: a button whose words have the colour of the button. */
function invisibleWords() {
  return [...document.querySelectorAll("a, button")]
    .filter((element) => element.innerText.trim() && getComputedStyle(element).color === getComputedStyle(element).backgroundColor)
    .map((element) => element.innerText.trim());
}

/** Whether something sticks out to the right, so that a person would have to scroll sideways. */
export function isWiderThanScreen(page) {
  return page.evaluate(() => {
    const tables = window.innerWidth < 600 ? [...document.querySelectorAll(".wide-table")] : [];
    return [document.documentElement, ...tables].some((area) => area.scrollWidth > area.clientWidth);
  });
}

/** Keeps the page as a picture of the manual. With PICTURES=1 it is written; otherwise the committed one stays. */
export async function picture(page, name) {
  if (process.env.PICTURES) await page.screenshot({ path: new URL(`../../docs/manual/img/${name}.png`, import.meta.url).pathname });
}
