/** What whoever draws a flow does and sees, in the words that the journeys share. */
export const saved = (page) => page.getByText(/^(Guardado a las|Todo guardado)/).waitFor();
export const said = (page, text) => page.getByRole("status").filter({ hasText: text }).first().waitFor();
export const node = (page, name) => page.locator(".react-flow__node").filter({ hasText: name });
export const show = (page, view) => page.getByRole("radiogroup").getByText(view, { exact: true }).click();

/** Brings a file as a new flow of that name, as far as the button that makes it. */
export async function bring(page, file, name) {
  await page.goto("/flujos");
  await page.getByRole("button", { name: "Nuevo flujo" }).click();
  await page.getByLabel("Desde dónde partir").selectOption("Un archivo descargado de aquí o de Elsa 3");
  const chooser = page.waitForEvent("filechooser");
  await page.getByLabel(/^Archivo del flujo/).click();
  await (await chooser).setFiles(file);
  await page.getByLabel(/^Cómo se llama/).fill(name);
}
