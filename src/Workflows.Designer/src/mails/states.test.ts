import { expect, test } from "vitest";
import { mailStates } from "./states";

test("a mail left in a folder claims no server", () => {
  expect(mailStates.Filed.label).toBe("Dejado en una carpeta");
  expect(mailStates.Filed.meaning).toContain("Ningún servidor de correo lo recibió");
});
