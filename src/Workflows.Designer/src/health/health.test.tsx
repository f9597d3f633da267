import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { readHealth } from "./health";
import { HealthPanel } from "./HealthPanel";

describe("reading the answer of /health", () => {
  test("each part gets its Spanish name and its own state", () => {
    const health = readHealth({
      status: "Degraded",
      checks: { database: "Healthy", mail: { status: "Degraded", description: "El servidor de correo no responde." } },
    });

    expect(health).toEqual({
      state: "degraded",
      checks: [
        { name: "Base de datos", state: "healthy" },
        { name: "Correo", state: "degraded", detail: "El servidor de correo no responde." },
      ],
    });
  });

  test("a part the client has never heard of keeps the name the server gave it", () => {
    expect(readHealth({ status: "Healthy", checks: { telescope: "Healthy" } }).checks).toEqual([
      { name: "telescope", state: "healthy" },
    ]);
  });

  test("a bare word is enough", () => {
    expect(readHealth("Healthy\n")).toEqual({ state: "healthy", checks: [] });
  });

  test.each([undefined, null, 7, [[]], "<!doctype html>", {}, { status: 3, checks: "none" }])(
    "an answer that says nothing is called unknown, not healthy: %j",
    (answer) => {
      expect(readHealth(answer)).toEqual({ state: "unknown", checks: [] });
    },
  );
});

describe("showing the state", () => {
  test("a server that does not answer is told in words, with what to do", () => {
    const page = renderToStaticMarkup(<MantineProvider><HealthPanel health={{ kind: "unreachable" }} onAskAgain={() => {}} /></MantineProvider>);

    expect(page).toContain("El servidor no responde. Revisa tu conexión y consulta de nuevo.");
    expect(page).toContain("Consultar de nuevo");
  });

  test("each part is listed with its state in words", () => {
    const health = readHealth({ status: "Unhealthy", checks: { database: "Unhealthy" } });
    const page = renderToStaticMarkup(<MantineProvider><HealthPanel health={{ kind: "told", health }} onAskAgain={() => {}} /></MantineProvider>);

    expect(page).toContain("El servidor no puede atender ahora.");
    expect(page).toContain("Base de datos: <strong>No funciona</strong>");
  });
});
