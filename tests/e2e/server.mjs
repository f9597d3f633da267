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
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development", Demo__OpensStages: "true", RateLimits__LoginsPerMinute: "100000" },
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

/** Ready is: well, and an institution has its task in both stages of the demo. */
async function untilReady(url, server) {
  const patience = Date.now() + 180_000;
  while (Date.now() < patience) {
    if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode}.`);
    if ((await openTasks(url).catch(() => 0)) >= 2) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("The server was not ready in three minutes.");
}

async function openTasks(url) {
  const entered = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: "pmg.pe-agn-00599@example.cl", password: "demo" }),
  });
  const cookies = entered.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const tasks = await fetch(`${url}/api/tasks`, { headers: { Cookie: cookies.join("; ") } });
  return (await tasks.json()).total ?? 0;
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
