import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMail } from "./mails.mjs";

const root = new URL("../../", import.meta.url).pathname;
export const program = join(root, "src/Workflows.Server/bin/Debug/net10.0/Workflows.Server.dll");
const patience = 180_000;

/** Starts the server as a newcomer gets it: its own database, demo accounts and two open stages. WORKFLOWS_SERVER names one that runs. */
export default async function startServer({ provide }) {
  if (process.env.WORKFLOWS_SERVER) {
    provide("server", process.env.WORKFLOWS_SERVER);
    return;
  }
  const server = await launch({ Demo__OpensStages: "true" });
  // An institution has its task in both stages of the demo.
  await until("two open tasks", async () => {
    const officer = await enterApi(server.url, "pmg.pe-agn-00599");
    return ((await officer("/api/tasks")).total ?? 0) >= 2;
  });
  provide("server", server.url);
  return server.stop;
}

/**
 * A server without processes on which it is the hour that the journey says: `turnTo` makes it later, `restart` starts it again over its data
 * with other settings. Its mails can be read.
 */
export async function openServerAt(instant, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "workflows-clock-"));
  const clock = join(folder, "clock");
  const turnTo = (later) => {
    // Replaced in one step, so that the server never reads half an instant.
    writeFileSync(`${clock}.next`, new Date(later).toISOString());
    renameSync(`${clock}.next`, clock);
  };
  turnTo(instant);
  const data = mkdtempSync(join(tmpdir(), "workflows-e2e-"));
  const begin = async (settings) => {
    const server = await launch({ Clock__File: clock, ...settings }, data);
    await until("accounts", () => enterApi(server.url, "coordinacion"));
    return server;
  };
  let server = await begin(settings);

  return {
    get url() {
      return server.url;
    },
    turnTo,
    restart: async (settings = {}) => {
      await server.end();
      server = await begin(settings);
    },
    now: () => readFileSync(clock, "utf8"),
    /** Publishes a drawing as two people do: one proposes it and another approves. */
    publish: async (document) => {
      const [coordinator, administration] = [await enterApi(server.url, "coordinacion"), await enterApi(server.url, "administracion")];
      const { definitionId } = document;
      const { summary } = await coordinator(`/api/definitions/${definitionId}/draft`, document, {}, "PUT");
      const proposed = await coordinator("/api/publications", { definitionId, version: summary.version, reason: "Se usa desde hoy" });
      await administration(`/api/publications/${proposed.id}/approve`, { reason: "Revisado" });
    },
    /** Opens a process as a coordinator does, and answers its id. */
    open: async (definitionId, businessKey, input) => {
      const coordinator = await enterApi(server.url, "coordinacion");
      return (await coordinator("/api/instances", { definitionId, businessKey, input })).instanceId;
    },
    /** Adds a list to the organisation as its administration does with a spreadsheet, and waits until it is in. */
    import: async (list, csv) => {
      const administration = await enterApi(server.url, "administracion");
      const job = await administration(`/api/organisation/import/${list}`, csv);
      await until(`${list} imported`, async () => {
        const { state, errors } = await administration(`/api/jobs/${job.id}`);
        if (state === "Failed") throw new Error(errors.join(" "));
        return state === "Done";
      });
    },
    /** What somebody does with the only task they have, once they have it, where clicking proves nothing new. */
    act: async (person, act, body) => {
      const api = await enterApi(server.url, person);
      let task;
      await until(`a task of ${person}`, async () => {
        [task] = (await api("/api/tasks")).items;
        return task;
      });
      return await api(`/api/tasks/${task.id}/acts/${act}`, body);
    },
    /** Every mail that left so far. */
    mails: () => {
      const pickup = join(data, "mail", "pickup");
      return existsSync(pickup) ? readdirSync(pickup).filter((name) => name.endsWith(".eml")).map((name) => readMail(readFileSync(join(pickup, name), "utf8"))) : [];
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(settings, data = mkdtempSync(join(tmpdir(), "workflows-e2e-"))) {
  if (!existsSync(program)) throw new Error("Build the server first: dotnet build src/Workflows.Server");

  const url = `http://localhost:${await freePort()}`;
  const server = spawn("dotnet", [program, "--urls", url, "--data", data], {
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development", RateLimits__LoginsPerMinute: "100000", Accounts__PasswordCost: "1000", ...settings },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise((resolve) => server.once("exit", resolve));
  await until("its health", async () => {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`The server ended with ${server.exitCode ?? server.signalCode}.`);
    return (await fetch(`${url}/health`)).ok;
  });

  const end = async () => {
    server.kill("SIGTERM");
    await gone;
  };
  return {
    url,
    end,
    stop: async () => {
      await end();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Asks again until the server has it, three minutes at most. */
async function until(what, isSo) {
  const end = Date.now() + patience;
  for (let last; ; ) {
    try {
      if (await isSo()) return;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end || last?.message?.startsWith("The server ended")) throw new Error(`The server did not get to ${what} in three minutes. ${last ?? ""}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Logs in without a browser and answers what asks the API: with a body it is a command, and a text is a list in CSV. */
export async function enterApi(url, person) {
  const entered = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: `${person}@example.cl`, password: "demo" }),
  });
  if (!entered.ok) throw new Error(`${person} could not enter: ${entered.status}.`);
  const { csrfToken } = await entered.json();
  const cookie = entered.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  return async (path, body, headers = {}, method = "POST") => {
    const command = body && {
      method,
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { Cookie: cookie, "Content-Type": typeof body === "string" ? "text/csv" : "application/json", "X-CSRF-Token": csrfToken, "Idempotency-Key": crypto.randomUUID(), ...headers },
    };
    const answer = await fetch(`${url}${path}`, command ?? { headers: { Cookie: cookie } });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
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
