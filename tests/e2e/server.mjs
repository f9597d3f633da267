import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;
const program = join(root, "src/Workflows.Server/bin/Debug/net10.0/Workflows.Server.dll");

/** Starts the server as a newcomer gets it: its own database, demo accounts and two open stages. WORKFLOWS_SERVER names one that runs. */
export default async function startServer({ provide }) {
  if (process.env.WORKFLOWS_SERVER) {
    provide("server", process.env.WORKFLOWS_SERVER);
    return;
  }
  if (!existsSync(program)) throw new Error("Build the server first: dotnet build src/Workflows.Server");

  const data = mkdtempSync(join(tmpdir(), "workflows-e2e-"));
  const url = `http://localhost:${await freePort()}`;
  const server = spawn("dotnet", [program, "--urls", url, "--data", data], {
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development", Demo__OpensStages: "true", Login__AttemptsPerMinute: "1000" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise((resolve) => server.once("exit", resolve));
  await untilReady(url, server);
  provide("server", url);

  return async () => {
    server.kill("SIGTERM");
    await gone;
    rmSync(data, { recursive: true, force: true });
  };
}

/** Ready is: well, and the demo's stages are open for somebody who asks as a coordinator. */
async function untilReady(url, server) {
  const patience = AbortSignal.timeout(120_000);
  while (!patience.aborted) {
    if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode}.`);
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("The server was not ready in two minutes.");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
